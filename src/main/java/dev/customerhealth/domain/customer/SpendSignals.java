package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.SpanTotal;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.SpendDropRules;
import dev.customerhealth.domain.score.Cause;
import dev.customerhealth.domain.score.LifeStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Falling spend, over all service lines and for each. Only whole days are compared: at midnight, or
 * between two receipts of one evening, the guest of every Saturday would seem to have dropped. So a
 * fall is told as its day ends; an event tells something only where it mends a day before.
 *
 * <p>Of who is LOST nothing is told: there is nothing to save by it.
 */
final class SpendSignals {

  private static final Set<EventType> MENDING = EnumSet.of(EventType.PURCHASE);

  private final double recoveredShare;

  SpendSignals(double recoveredShare) {
    this.recoveredShare = recoveredShare;
  }

  void tell(SignalTurn turn) {
    if (turn.now.status() == LifeStatus.LOST) {
      return;
    }
    List<String> lines = turn.customer.ledger.lines();
    tell(turn, SpanTotal.ALL_LINES, null);
    for (int line = 0; line < lines.size(); line++) {
      tell(turn, line, lines.get(line));
    }
  }

  private void tell(SignalTurn turn, int line, @Nullable String name) {
    SpendDropRules rules = turn.view.segment.spendDrop();
    int yesterday = turn.now.day() - 1;
    SpendDrop drop = SpendDrop.of(turn.customer.ledger, yesterday, line, rules);
    SpendStage before = turn.told.spendOf(line);
    SpendStage seen = before.next(drop, rules, recoveredShare);
    Cause cause = seen == before ? turn.cause() : cause(turn, line, before, seen);
    SpendStage next = eased(before, seen, cause);
    turn.told.setSpend(line, next);
    SignalKind kind = before.signalOf(next);
    if (kind != null) {
      turn.tell(kind, name, evidence(turn, drop, line, yesterday), cause);
    }
  }

  /** What only other rules see as less asks for less. */
  private static SpendStage eased(SpendStage before, SpendStage seen, Cause cause) {
    boolean isOfRules = before == SpendStage.CALL && cause.equals(Cause.RULES);
    return isOfRules && seen == SpendStage.CALLED ? SpendStage.WATCH : seen;
  }

  /**
   * At a switch: other rules, if they see already a day earlier what they see now. Else it is the
   * day that ended, as at every midnight: who bought on it came back. What a late purchase mended
   * is its own, but for a CALL that is less by now: told later by nothing, it must not be lost.
   */
  private Cause cause(SignalTurn turn, int line, SpendStage before, SpendStage next) {
    boolean isLess = before == SpendStage.CALL && next == SpendStage.CALLED;
    if (!turn.switches || (turn.mends(MENDING) && !isLess)) {
      return turn.cause();
    }
    SpendDropRules rules = turn.view.segment.spendDrop();
    SpendDrop earlier = SpendDrop.of(turn.customer.ledger, turn.now.day() - 2, line, rules);
    return before.next(earlier, rules, recoveredShare) == next ? Cause.RULES : Cause.TIME;
  }

  /**
   * @param dayBefore over all lines
   */
  boolean isNews(HealthView view, Outlook on, SpendDrop dayBefore) {
    if (on.status() == LifeStatus.LOST) {
      return false;
    }
    boolean news = moves(view, SpanTotal.ALL_LINES, dayBefore);
    Ledger ledger = view.customer.ledger;
    SpendDropRules rules = view.segment.spendDrop();
    for (int line = 0; line < ledger.lines().size() && !news; line++) {
      news = moves(view, line, SpendDrop.of(ledger, on.day() - 1, line, rules));
    }
    return news;
  }

  private boolean moves(HealthView view, int line, SpendDrop drop) {
    SpendStage before = view.customer.signalled.spendOf(line);
    return before.next(drop, view.segment.spendDrop(), recoveredShare) != before;
  }

  private static List<AlertEvidence> evidence(
      SignalTurn turn, SpendDrop drop, int line, int yesterday) {
    SpendDropRules rules = turn.view.segment.spendDrop();
    int window = rules.windowDays();
    Ledger ledger = turn.customer.ledger;
    SpanTotal current = ledger.total(yesterday - window + 1, yesterday, line);
    SpanTotal base =
        ledger.total(yesterday - window - rules.baseDays() + 1, yesterday - window, line);
    return List.of(
        turn.number("spendDrop", drop.drop()),
        turn.number("spendCurrent", current.spend / 1e4),
        turn.number("spendBase", base.spend / 1e4),
        turn.number("windowDays", window));
  }
}
