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

  /** A signal but for what all signals of the turn share. */
  record Found(SignalKind kind, @Nullable String line, List<AlertEvidence> evidence) {}

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
   * Falling spend ends by an event or by other rules: next to never by time. What a person does to
   * an alert brings no signal about; one of the same instant is time's.
   */
  String cause(SignalKind kind) {
    if (event != null && event.type() != EventType.ACTION) {
      return EventIds.name(event);
    }
    boolean byRules = switches && kind == SignalKind.SPEND_RECOVERED;
    return byRules ? Cause.RULES.id() : Cause.TIME.id();
  }

  /** Before the customer's clock when the event came late. */
  long occurredMillis() {
    return event == null ? customer.clockMillis : event.timeMillis();
  }

  void tell(SignalKind kind, AlertEvidence... evidence) {
    tell(kind, null, List.of(evidence));
  }

  void tell(SignalKind kind, @Nullable String line, List<AlertEvidence> evidence) {
    found.add(new Found(kind, line, evidence));
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
