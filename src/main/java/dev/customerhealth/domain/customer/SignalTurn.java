package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.score.Cause;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event, or one look in time, and the signals found at it. */
final class SignalTurn {

  /**
   * A signal but for what all signals of the turn share.
   *
   * @param byRules whether other rules brought it about, not an event and not time
   */
  record Found(
      SignalKind kind, @Nullable String line, List<AlertEvidence> evidence, boolean byRules) {}

  final HealthView view;
  final Customer customer;
  final Signalled told;
  final Assessment now;

  /** Null: time alone. */
  final @Nullable CustomerEvent event;

  /** Other rules decided the customer's last record. */
  final boolean switches;

  final List<Found> found = new ArrayList<>(0);

  SignalTurn(HealthView view, Assessment now, @Nullable CustomerEvent event, boolean switches) {
    this.view = view;
    this.customer = view.customer;
    this.told = view.customer.signalled;
    this.now = now;
    this.event = event;
    this.switches = switches;
  }

  /**
   * What a person does to an alert brings no signal about; one of the same instant is time's, or
   * that of other rules.
   */
  String cause(Found found) {
    if (found.byRules()) {
      return Cause.RULES.id();
    }
    return event != null && event.type() != EventType.ACTION
        ? EventIds.name(event)
        : Cause.TIME.id();
  }

  /** Before the customer's clock when the event behind it came late. */
  long occurredMillis(Found found) {
    return found.byRules() ? customer.clockMillis : occurredMillis();
  }

  long occurredMillis() {
    return event == null ? customer.clockMillis : event.timeMillis();
  }

  /**
   * Whether what is found of days that are over is due to other rules: no event of today changes
   * them. Where time did as much as the rules, the rules are named, as in the score's record.
   */
  boolean isOfRules() {
    return switches && occurredMillis() == customer.clockMillis;
  }

  void tell(SignalKind kind, AlertEvidence... evidence) {
    tell(kind, null, List.of(evidence), false);
  }

  void tell(SignalKind kind, @Nullable String line, List<AlertEvidence> evidence, boolean byRules) {
    List<AlertEvidence> behind = byRules ? withoutEvent(evidence) : evidence;
    found.add(new Found(kind, line, behind, byRules));
  }

  private static List<AlertEvidence> withoutEvent(List<AlertEvidence> evidence) {
    return evidence.stream()
        .map(part -> new AlertEvidence(part.name(), part.value(), null))
        .toList();
  }

  /** A number that the event, or time, brought about. */
  AlertEvidence number(String name, @Nullable Number value) {
    return new AlertEvidence(name, value == null ? null : (Double) value.doubleValue(), eventId());
  }

  /** Where there is nothing to count: the event speaks for itself. */
  AlertEvidence fact(String name) {
    return number(name, null);
  }

  private @Nullable String eventId() {
    return event == null ? null : EventIds.name(event);
  }
}
