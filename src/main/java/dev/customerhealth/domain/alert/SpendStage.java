package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.SpendDropRules;
import org.jspecify.annotations.Nullable;

/**
 * How far a line's spend has fallen, as it was last signalled. It opens at the thresholds and ends
 * only well below them: a drop that swings around a threshold for months is one story, not sixty.
 * Where nothing can be told, for instance because who left has no base any more, nothing recovers.
 * The order of the constants is kept in state: only append.
 */
public enum SpendStage {
  NONE,
  WATCH,
  CALL,
  /**
   * Signalled as a CALL that by its numbers is only a WATCH by now: it asks for no less by that.
   */
  CALLED;

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
    if (drop.isCall()) {
      return CALL;
    }
    return switch (this) {
      case NONE -> share >= rules.watchDrop() ? WATCH : NONE;
      case WATCH -> WATCH;
      case CALL, CALLED -> CALLED;
    };
  }

  /** Whether the step to another stage is one up. */
  public boolean risesTo(SpendStage next) {
    return signalOf(next) != null && next != NONE;
  }

  /** What to signal when the stage changes; null: nothing. */
  public @Nullable SignalKind signalOf(SpendStage next) {
    if (next == this) {
      return null;
    }
    return switch (next) {
      case NONE -> SignalKind.SPEND_RECOVERED;
      case WATCH -> this == NONE ? SignalKind.SPEND_WATCH : SignalKind.SPEND_EASED;
      case CALL -> this == CALLED ? null : SignalKind.SPEND_CALL;
      case CALLED -> null;
    };
  }
}
