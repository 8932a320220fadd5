package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.avro.ContactOutcome;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The demo plays the CRM once: it sends a contact about an alert. Customer and time were chosen
 * from the data: the call was asked for in the evening before, and two weeks later the customer
 * really bought again, the first time after 127 days. Nobody knows why.
 */
record StagedContact() implements Card {

  static final String CUSTOMER = "17085";

  /** Ids do not depend on the run: reason, customer and the day on which the alert opens. */
  static final String ALERT =
      AlertIds.alertId(
          CUSTOMER,
          new AlertKey(AlertReason.OVERDUE, null),
          (int) LocalDate.parse("2011-07-06").toEpochDay());

  private static final Instant AT = Instant.parse("2011-07-25T10:00:00Z");
  private static final String ACTION = "demo-contact-1";

  /** As a CRM sends it. */
  static PastEvent event() {
    Action action =
        Action.newBuilder()
            .setCustomerId(CUSTOMER)
            .setEventTime(AT)
            .setActionId(ACTION)
            .setAction(ActionKind.CONTACTED)
            .setAlertId(ALERT)
            .setAuthor("demo")
            .setOutcome(ContactOutcome.CONCERN_ANSWERED)
            .build();
    return PastEvent.of(EventType.ACTION, new EventEncoder().encode(action))
        .orElseThrow(() -> new IllegalStateException("The job would reject " + action));
  }

  @Override
  public String customerId() {
    return CUSTOMER;
  }

  @Override
  public String transactionId() {
    return ACTION;
  }

  @Override
  public boolean isReady(Life life) {
    return life.alerts().stream().anyMatch(StagedContact::isContacted);
  }

  @Override
  public List<String> lines(Life life) {
    List<String> lines = new ArrayList<>();
    lines.add("A call that is made: customer " + CUSTOMER);
    for (AlertRecord alert : life.alerts()) {
      if (alert.alertId().equals(ALERT) && alert.asksForCall()) {
        lines.add(text("%s  asked for, %s:", alert.day(), alert.reasonInEnglish()));
        lines.add("            " + alert.inEnglish());
      }
      if (isContacted(alert)) {
        lines.add(
            text(
                "%s  STAGED by this demo: it says on customer-health.actions that somebody called",
                alert.day()));
        lines.add(
            text(
                "            and answered the concern. The alert is %s now. The purchases stay real.",
                alert.status()));
      }
    }
    return lines;
  }

  private static boolean isContacted(AlertRecord alert) {
    return alert.alertId().equals(ALERT) && alert.outcome() != null;
  }
}
