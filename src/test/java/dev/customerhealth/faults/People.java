package dev.customerhealth.faults;

import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.avro.ContactOutcome;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.testing.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people in a CRM do about customers who say that they leave. */
final class People {

  private static final List<String> REASONS = List.of("PRICE", "SERVICE", "MOVED");
  private static final List<String> COMPETITORS = List.of("Hai Ba", "Lan Anh");

  /** Somebody types an alert's id, and types it wrong. */
  private static final int MISTYPED_EVERY = 10;

  private People() {}

  /** A talk on the next day with everyone who wants to leave. */
  static List<Envelope> talkTo(List<Envelope> events) {
    List<Envelope> talks = new ArrayList<>();
    for (Envelope event : events) {
      if (event.type() == EventType.OBSERVATION
          && Inputs.event(EventType.OBSERVATION, event.payload()) instanceof Observation seen
          && seen.kind() == Observation.Kind.LEAVING) {
        talks.add(talk(event, talks.size()));
      }
    }
    return talks;
  }

  private static Envelope talk(Envelope leaving, int number) {
    long at = leaving.timeMillis() + Inputs.DAY;
    String alert =
        AlertIds.alertId(
            leaving.customerId(),
            new AlertKey(AlertReason.DECLARED_LEAVING, null),
            (int) Math.floorDiv(leaving.timeMillis(), Inputs.DAY));
    return Inputs.envelope(
        EventType.ACTION,
        Action.newBuilder()
            .setCustomerId(leaving.customerId())
            .setEventTime(Instant.ofEpochMilli(at))
            .setActionId("talk" + number)
            .setAction(ActionKind.CONTACTED)
            .setAlertId(number % MISTYPED_EVERY == 0 ? alert + "0" : alert)
            .setOutcome(ContactOutcome.LISTENED)
            .setLossReason(REASONS.get(number % REASONS.size()))
            .setCompetitor(COMPETITORS.get(number % COMPETITORS.size()))
            .build());
  }
}
