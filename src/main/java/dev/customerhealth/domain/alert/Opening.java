package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.ResponseRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reason to have an alert.
 *
 * @param asked how urgent it is at most; the rules may ask for less
 */
record Opening(AlertKey key, Severity asked, List<AlertEvidence> evidence, CustomerFacts facts) {

  /** What a signal opens by itself; null: nothing, though it may be part of a story. */
  static @Nullable Opening of(Signal signal) {
    return switch (signal.kind()) {
      case SPEND_WATCH -> of(signal, AlertReason.SPEND_DROP, Severity.WATCH);
      case SPEND_CALL -> of(signal, AlertReason.SPEND_DROP, Severity.CALL);
      case OVERDUE_WATCH -> of(signal, AlertReason.OVERDUE, Severity.WATCH);
      case OVERDUE_CALL -> of(signal, AlertReason.OVERDUE, Severity.CALL);
      case LEAVING -> of(signal, AlertReason.DECLARED_LEAVING, Severity.CALL);
      case SHAMING -> of(signal, AlertReason.PUBLIC_SHAMING, Severity.CALL);
      // Its story is lost where a step of it came late; who waits is called all the same.
      case CASE_OVERDUE -> of(signal, AlertReason.UNRESOLVED_COMPLAINT, Severity.CALL);
      default -> null;
    };
  }

  private static Opening of(Signal signal, AlertReason reason, Severity severity) {
    String line = reason == AlertReason.SPEND_DROP ? signal.serviceLine() : null;
    return new Opening(new AlertKey(reason, line), severity, signal.evidence(), signal.facts());
  }

  /**
   * What a story opens; null: its last signal asked for the same by itself. That was decided with
   * the signal, and may be over within the same instant.
   */
  static @Nullable Opening of(Story story) {
    var key = new AlertKey(story.reason(), story.serviceLine());
    Opening last = of(story.last());
    if (last != null && last.key.equals(key) && last.asked == Severity.CALL) {
      return null;
    }
    return new Opening(key, Severity.CALL, story.evidence(), story.last().facts());
  }

  /** Opens an alert, raises the one that is open, or does nothing because it is not wanted. */
  void apply(Turn turn) {
    ResponseRules response = turn.rules.segment(facts.segment()).response(key.reason());
    Severity severity = asked.atMost(response.severity());
    Alert open = turn.state.openOf(key);
    if (open != null) {
      raise(turn, open, severity);
      return;
    }
    if (turn.state.isQuiet(key, turn.nowMillis) || isExplained(turn.state)) {
      return;
    }
    String group = group(turn.state, "");
    if (key.reason().explainsSilence()) {
      supersede(turn);
    }
    begin(turn, severity, response, group);
  }

  private void raise(Turn turn, Alert alert, Severity severity) {
    if (alert.isLive() && severity.compareTo(alert.severity()) > 0) {
      Alert raised = turn.live(alert, AlertMove.ESCALATE, severity);
      turn.put(raised.plus(evidence).withHoldout(isHeldOut(turn, raised)));
    }
  }

  /** Somebody knows already why this customer stays away. */
  private boolean isExplained(CustomerAlerts state) {
    return key.reason() == AlertReason.OVERDUE
        && state.alerts.stream()
            .anyMatch(alert -> alert.isLive() && alert.key().reason().explainsSilence());
  }

  private static void supersede(Turn turn) {
    for (Alert alert : List.copyOf(turn.state.alerts)) {
      if (alert.isLive() && alert.key().reason() == AlertReason.OVERDUE) {
        turn.end(alert, AlertMove.SUPERSEDE, Resolution.SUPERSEDED);
      }
    }
  }

  /**
   * @param live the group of what was open before; empty: nothing was
   */
  private void begin(Turn turn, Severity severity, ResponseRules response, String live) {
    int day = new CalendarDays(turn.rules.calendarZone()).dayOf(turn.nowMillis);
    String id = AlertIds.alertId(turn.customerId, key, day);
    Alert before = turn.state.find(id);
    if (before != null) {
      Alert again = turn.live(before, AlertMove.RECUR, severity);
      Alert joined = again.plus(evidence).inGroup(live.isEmpty() ? before.groupId() : live, false);
      turn.put(joined.withHoldout(isHeldOut(turn, joined)));
      return;
    }
    turn.state.stubs.removeIf(stub -> stub.id().equals(id));
    String group = live.isEmpty() ? id : live;
    var opened =
        Standing.opened(severity, turn.cause(), turn.nowMillis, turn.due(severity, response));
    var alert =
        new Alert(
            id,
            turn.customerId,
            key,
            day,
            turn.nowMillis,
            false,
            false,
            group,
            false,
            opened,
            Contact.NONE,
            null,
            null,
            evidence,
            facts,
            turn.rules.version());
    turn.add(alert.withHoldout(isHeldOut(turn, alert)));
  }

  /**
   * Nobody who complained, or is leaving, is left alone for the sake of a number. The lot is drawn
   * once for a whole ticket, by the id of its first alert, as its first CALL comes: who is
   * contacted about one alert is not left alone in the matter of another.
   */
  private static boolean isHeldOut(Turn turn, Alert alert) {
    if (alert.severity() != Severity.CALL
        || turn.alertRules().bypass().contains(alert.key().reason())) {
      return alert.holdout();
    }
    Boolean decided = Tickets.isHeldOut(turn.state, alert);
    boolean drawn = AlertIds.lot(alert.groupId()) < turn.alertRules().holdout();
    return alert.holdout() || (decided == null ? drawn : decided);
  }

  /** The group of what is open already. */
  static String group(CustomerAlerts state, String otherwise) {
    return state.alerts.stream()
        .filter(Alert::isLive)
        .map(Alert::groupId)
        .findFirst()
        .orElse(otherwise);
  }
}
