package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.util.List;

/** What time alone does to alerts, and other rules when nothing else moves them. */
final class Aging {

  private static final long DAY_MILLIS = 86_400_000L;

  private Aging() {}

  /** The next instant at which there is something to ease, or for {@link #apply} to do. */
  static long dueMillis(CustomerAlerts state, RulesByTime allRules, long lookMillis) {
    AlertRules rules = allRules.at(lookMillis).alerts();
    long due = Tickets.dueMillis(state, rules);
    for (Alert alert : state.alerts) {
      boolean asksTooMuch = asksTooMuch(alert, allRules, lookMillis);
      due = Math.min(due, asksTooMuch ? lookMillis : dueMillis(state, alert, rules));
    }
    for (AlertStub stub : state.stubs) {
      due = Math.min(due, forgottenMillis(stub, rules));
    }
    for (long quietUntil : state.quietUntil.values()) {
      due = Math.min(due, quietUntil);
    }
    return due;
  }

  /** The calls of whose reason other rules ask for a WATCH at most since they last moved. */
  static List<Alert> askingTooMuch(CustomerAlerts state, RulesByTime rules, long nowMillis) {
    return state.alerts.stream().filter(alert -> asksTooMuch(alert, rules, nowMillis)).toList();
  }

  static void apply(Turn turn) {
    long now = turn.nowMillis;
    AlertRules rules = turn.alertRules();
    Tickets.endWindows(turn);
    for (Alert alert : List.copyOf(turn.state.alerts)) {
      if (dueMillis(turn.state, alert, rules) <= now) {
        age(turn, alert);
      }
    }
    for (AlertStub stub : List.copyOf(turn.state.stubs)) {
      if (forgottenMillis(stub, rules) <= now) {
        turn.forget(stub);
      }
    }
    turn.state.quietUntil.values().removeIf(until -> until <= now);
  }

  private static void age(Turn turn, Alert alert) {
    switch (alert.status()) {
      case SNOOZED -> turn.live(alert, AlertMove.WAKE, alert.severity());
      case RESOLVED, RETRACTED -> turn.putAway(alert, closedMillis(alert));
      case LOST -> turn.forget(alert);
      default -> turn.end(alert, AlertMove.EXPIRE, Resolution.EXPIRED);
    }
  }

  /** A snooze ends, what nothing moves expires, what ended is put away, who is lost is given up. */
  private static long dueMillis(CustomerAlerts state, Alert alert, AlertRules rules) {
    Long until = alert.standing().snoozedUntilMillis();
    return switch (alert.status()) {
      case SNOOZED -> until == null ? alert.standing().atMillis() : until;
      case RESOLVED, RETRACTED ->
          Math.max(
              closedMillis(alert) + rules.reopenDays() * DAY_MILLIS,
              Tickets.settledMillis(state, alert));
      case LOST -> closedMillis(alert) + rules.stubDays() * DAY_MILLIS;
      default -> alert.standing().atMillis() + rules.expireDays() * DAY_MILLIS;
    };
  }

  /** The reason may ask for a WATCH at most, and might for a CALL as the alert last moved. */
  private static boolean asksTooMuch(Alert alert, RulesByTime rules, long nowMillis) {
    return alert.isLive()
        && alert.severity() == Severity.CALL
        && most(alert, rules.at(nowMillis)) == Severity.WATCH
        && most(alert, rules.at(alert.standing().atMillis())) == Severity.CALL;
  }

  private static Severity most(Alert alert, Rules rules) {
    return rules.segment(alert.facts().segment()).response(alert.key().reason()).severity();
  }

  private static long closedMillis(Alert alert) {
    Long closed = alert.standing().closedMillis();
    return closed == null ? alert.standing().atMillis() : closed;
  }

  private static long forgottenMillis(AlertStub stub, AlertRules rules) {
    return stub.closedMillis() + rules.stubDays() * DAY_MILLIS;
  }
}
