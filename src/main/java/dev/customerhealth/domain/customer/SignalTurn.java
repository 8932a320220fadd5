package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.score.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One event, or one look in time, and the signals found at it. */
final class SignalTurn {

  /**
   * A signal but for what all signals of the turn share.
   *
   * @param cause the turn's own, or what else brought it about at the same instant
   */
  record Found(SignalKind kind, @Nullable String line, List<AlertEvidence> evidence, Cause cause) {}

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
  Cause cause() {
    return event != null && event.type() != EventType.ACTION
        ? new Cause(EventIds.name(event))
        : Cause.TIME;
  }

  /** Before the customer's clock when the event behind it came late. */
  long occurredMillis(Found found) {
    boolean isOfEvent = !found.cause().equals(Cause.RULES) && !found.cause().equals(Cause.TIME);
    return isOfEvent ? occurredMillis() : customer.clockMillis;
  }

  long occurredMillis() {
    return event == null ? customer.clockMillis : event.timeMillis();
  }

  /**
   * Whether what is found of days that are over is not due to the event but to other rules: no
   * event of today changes those days.
   *
   * @param mending events that change a day that is over when they come late
   */
  boolean isOfRules(Set<EventType> mending) {
    return switches && !mends(mending);
  }

  /** Whether the event is of such a type, and came late. */
  boolean mends(Set<EventType> mending) {
    boolean isLate = occurredMillis() < customer.clockMillis;
    return event != null && isLate && mending.contains(event.type());
  }

  void tell(SignalKind kind, AlertEvidence... evidence) {
    tell(kind, null, List.of(evidence), cause());
  }

  void tell(SignalKind kind, @Nullable String line, List<AlertEvidence> evidence, Cause cause) {
    List<AlertEvidence> behind = cause.equals(cause()) ? evidence : withoutEvent(evidence);
    found.add(new Found(kind, line, behind, cause));
  }

  /** Of this turn: what an earlier one brought stays. */
  private List<AlertEvidence> withoutEvent(List<AlertEvidence> evidence) {
    String own = eventId();
    return evidence.stream()
        .map(part -> Objects.equals(own, part.eventId()) ? part.withoutEvent() : part)
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
