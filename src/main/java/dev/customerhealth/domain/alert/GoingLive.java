package dev.customerhealth.domain.alert;

import java.util.List;

/**
 * The moment from which alerts are published. Fresh ones are told as if they began now, marked
 * historical; the others settle silently: nobody is helped by a call list with half of all
 * customers on it.
 */
final class GoingLive {

  private static final long DAY_MILLIS = 86_400_000L;

  private GoingLive() {}

  static void apply(Turn turn) {
    turn.state.wentLive = true;
    turn.state.stubs.clear();
    for (Alert alert : List.copyOf(turn.state.alerts)) {
      if (isFresh(turn, alert)) {
        turn.announce(alert);
      } else {
        settle(turn, alert);
      }
    }
    Tickets.goLive(turn.state);
  }

  private static boolean isFresh(Turn turn, Alert alert) {
    long freshMillis = turn.alertRules().freshDays() * DAY_MILLIS;
    return alert.isLive() && turn.nowMillis - alert.openedMillis() < freshMillis;
  }

  /**
   * What was never published leaves nothing to be remembered; its reason stays quiet for a while.
   */
  private static void settle(Turn turn, Alert alert) {
    turn.state.alerts.remove(alert);
    if (alert.isLive()) {
      long quiet = turn.alertRules().quietMillis(alert.facts().gapDays());
      turn.state.quietUntil.merge(alert.key(), turn.nowMillis + quiet, Math::max);
    }
  }
}
