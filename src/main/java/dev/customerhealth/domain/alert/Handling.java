package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.ActionAnswer.Code;
import dev.customerhealth.domain.alert.ActionAnswer.Refusal;
import org.jspecify.annotations.Nullable;

/** What people may do to an alert, and why not. */
final class Handling {

  private static final long DAY_MILLIS = 86_400_000L;

  private final Turn turn;
  private final CrmAction action;

  Handling(Turn turn, CrmAction action) {
    this.turn = turn;
    this.action = action;
  }

  /**
   * @param alertId not null for a checked action
   * @return null: done
   */
  @Nullable Refusal apply(String alertId) {
    Alert alert = turn.state.find(alertId);
    if (alert == null) {
      return unknown(alertId);
    }
    Refusal refusal = illegal(alert);
    if (refusal == null) {
      move(alert);
    }
    return refusal;
  }

  private Refusal unknown(String alertId) {
    if (!turn.state.remembers(alertId)) {
      return new Refusal(Code.UNKNOWN_ALERT, "the customer has no alert " + alertId);
    }
    return action.kind() == CrmAction.Kind.REOPEN
        ? tooOld(alertId)
        : new Refusal(Code.ALERT_CLOSED, alertId + " ended long ago");
  }

  private Refusal tooOld(String alertId) {
    return new Refusal(
        Code.TOO_OLD, alertId + " ended more than " + turn.alertRules().reopenDays() + " days ago");
  }

  /** Whole only because the money of its win-back is not known yet. */
  private boolean isTooOld(Alert alert) {
    Long closed = alert.standing().closedMillis();
    return closed != null && closed + turn.alertRules().reopenDays() * DAY_MILLIS < turn.nowMillis;
  }

  private @Nullable Refusal illegal(Alert alert) {
    AlertStatus status = alert.status();
    boolean reopens = action.kind() == CrmAction.Kind.REOPEN;
    if (status.isEnded() && !reopens) {
      return new Refusal(Code.ALERT_CLOSED, alert.id() + " is " + status);
    }
    boolean passedOn = alert.standing().resolution() == Resolution.SUPERSEDED;
    if (move().from(status) == null || (reopens && passedOn)) {
      String state = passedOn ? Resolution.SUPERSEDED.name() : status.name();
      return new Refusal(
          Code.ILLEGAL_MOVE, action.kind() + " is not possible: " + alert.id() + " is " + state);
    }
    if (reopens && isTooOld(alert)) {
      return tooOld(alert.id());
    }
    Alert other = reopens ? turn.state.openOf(alert.key()) : null;
    return other == null
        ? null
        : new Refusal(Code.ANOTHER_IS_OPEN, "the same reason is open as " + other.id());
  }

  private AlertMove move() {
    return switch (action.kind()) {
      case ACKNOWLEDGE -> AlertMove.ACKNOWLEDGE;
      case ASSIGN -> AlertMove.ASSIGN;
      case SNOOZE -> AlertMove.SNOOZE;
      case UNSNOOZE -> AlertMove.WAKE;
      case CONTACTED -> AlertMove.CONTACT;
      case FALSE_ALARM -> AlertMove.FALSE_ALARM;
      case CLOSE -> AlertMove.CLOSE;
      case REOPEN -> AlertMove.REOPEN;
      case OVERRIDE_SCORE, ERASE ->
          throw new IllegalArgumentException(action.kind() + " is not about an alert");
    };
  }

  private void move(Alert alert) {
    switch (action.kind()) {
      case ASSIGN -> {
        Alert moved = turn.keepDue(alert, AlertMove.ASSIGN);
        turn.put(moved.assignedTo(String.valueOf(action.author())));
      }
      case SNOOZE -> turn.snooze(alert, snoozeEnd());
      case UNSNOOZE -> turn.live(alert, AlertMove.WAKE, alert.severity());
      case CONTACTED -> {
        Alert moved = turn.keepDue(alert, AlertMove.CONTACT);
        turn.put(moved.with(alert.contact().plus(action, turn.nowMillis)));
      }
      case FALSE_ALARM -> close(alert, Resolution.FALSE_ALARM);
      case CLOSE -> close(alert, Resolution.CLOSED);
      case REOPEN -> reopen(alert);
      default -> turn.keepDue(alert, move());
    }
  }

  private long snoozeEnd() {
    Long until = action.untilMillis();
    return until == null ? turn.nowMillis + turn.alertRules().snoozeDays() * DAY_MILLIS : until;
  }

  private void close(Alert alert, Resolution how) {
    Contact said = alert.contact().plus(action, turn.nowMillis);
    turn.end(turn.put(alert.with(said)), move(), how);
    long quiet = turn.alertRules().quietMillis(alert.facts().gapDays());
    turn.state.quietUntil.put(alert.key(), turn.nowMillis + quiet);
  }

  private void reopen(Alert alert) {
    String group = Opening.group(turn.state, alert.groupId());
    Alert again = turn.live(alert, AlertMove.REOPEN, alert.severity());
    turn.put(again.inGroup(group, false));
    turn.state.quietUntil.remove(alert.key());
  }
}
