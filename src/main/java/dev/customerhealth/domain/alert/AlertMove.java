package dev.customerhealth.domain.alert;

import static dev.customerhealth.domain.alert.AlertStatus.ACKNOWLEDGED;
import static dev.customerhealth.domain.alert.AlertStatus.ESCALATED;
import static dev.customerhealth.domain.alert.AlertStatus.LOST;
import static dev.customerhealth.domain.alert.AlertStatus.OPEN;
import static dev.customerhealth.domain.alert.AlertStatus.QUEUED;
import static dev.customerhealth.domain.alert.AlertStatus.RESOLVED;
import static dev.customerhealth.domain.alert.AlertStatus.RETRACTED;
import static dev.customerhealth.domain.alert.AlertStatus.SNOOZED;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen to an alert, and where it leads from each status: the one table of
 * legal moves. What is not in it is refused.
 *
 * <p>QUEUED accepts what OPEN accepts and leads to the same: so the life of an alert can be decided
 * per customer without knowing the budget, which is decided per owner.
 */
public enum AlertMove {
  /**
   * The budget lets it wait, or it is withheld by lot: whatever would lead to OPEN or ESCALATED
   * leads here instead.
   */
  QUEUE(to(QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, RESOLVED, RETRACTED)),
  /** The budget asks for the call. */
  RELEASE(to(OPEN, QUEUED)),
  /** The same, for what had been a WATCH. */
  RELEASE_ESCALATED(to(ESCALATED, QUEUED)),
  /** WATCH becomes CALL; wakes what was snoozed. */
  ESCALATE(to(ESCALATED, QUEUED, OPEN, ACKNOWLEDGED, SNOOZED)),
  /**
   * CALL becomes WATCH, by other rules alone; whoever is at work on it, or put it off, stays so.
   */
  EASE(to(OPEN, QUEUED, OPEN, ESCALATED).and(ACKNOWLEDGED, ACKNOWLEDGED).and(SNOOZED, SNOOZED)),
  /** Another number, owner or place in its group; the status stays. */
  UPDATE(stay(QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  ACKNOWLEDGE(to(ACKNOWLEDGED, QUEUED, OPEN, ESCALATED, SNOOZED)),
  ASSIGN(stay(QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  /** Again while snoozed: another end. */
  SNOOZE(to(SNOOZED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED)),
  /** By a person or by time. */
  WAKE(to(OPEN, SNOOZED)),
  /** Whoever talks to a customer takes care of the alert. */
  CONTACT(to(ACKNOWLEDGED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED).and(LOST, LOST)),
  FALSE_ALARM(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  CLOSE(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  /** By a person. */
  REOPEN(to(OPEN, RESOLVED)),
  /** The reason came again on the day on which the alert had been opened: the same episode. */
  RECUR(to(OPEN, RESOLVED, RETRACTED)),
  /** The reason went away: RECOVERED, or WON_BACK. */
  RECOVER(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  SUPERSEDE(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED)),
  EXPIRE(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED)),
  LOSE(to(LOST, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED)),
  RETRACT(to(RETRACTED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  ERASE(to(RESOLVED, QUEUED, OPEN, ESCALATED, ACKNOWLEDGED, SNOOZED, LOST)),
  /** The money that a win-back brought is known. */
  SETTLE(stay(RESOLVED, LOST));

  private final Map<AlertStatus, AlertStatus> ways;

  AlertMove(Ways ways) {
    this.ways = ways.map;
  }

  /** Where it leads; null: not from there. */
  public @Nullable AlertStatus from(AlertStatus status) {
    return ways.get(status);
  }

  private static Ways to(AlertStatus target, AlertStatus... sources) {
    var ways = new Ways();
    Arrays.stream(sources).forEach(source -> ways.map.put(source, target));
    return ways;
  }

  private static Ways stay(AlertStatus... statuses) {
    var ways = new Ways();
    Arrays.stream(statuses).forEach(status -> ways.map.put(status, status));
    return ways;
  }

  private static final class Ways {

    private final Map<AlertStatus, AlertStatus> map = new EnumMap<>(AlertStatus.class);

    Ways and(AlertStatus target, AlertStatus source) {
      map.put(source, target);
      return this;
    }
  }
}
