package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.SpendDropRules;
import org.jspecify.annotations.Nullable;

/**
 * How far a line's spend has fallen, as it was last signalled. It opens at the thresholds and ends
 * only well below them: a drop that swings around a threshold for months is one story, not sixty.
 * Where nothing can be told, for instance because who left has no base any more, nothing recovers.
 */
public enum SpendStage {
  NONE,
  WATCH,
  CALL;

  /**
   * @param recoveredShare of the watch threshold below which a drop is over, 0 to 1
   */
  public SpendStage next(SpendDrop drop, SpendDropRules rules, double recoveredShare) {
    Double share = drop.drop();
    if (share == null) {
      return this;
    }
    if (share < rules.watchDrop() * recoveredShare) {
      return NONE;
    }
    SpendStage now = drop.isCall() ? CALL : share >= rules.watchDrop() ? WATCH : NONE;
    return now.compareTo(this) > 0 ? now : this;
  }

  /** What to signal when the stage changes; null: nothing. */
  public @Nullable SignalKind signalOf(SpendStage next) {
    if (next == this) {
      return null;
    }
    return switch (next) {
      case NONE -> SignalKind.SPEND_RECOVERED;
      case WATCH -> SignalKind.SPEND_WATCH;
      case CALL -> SignalKind.SPEND_CALL;
    };
  }
}
