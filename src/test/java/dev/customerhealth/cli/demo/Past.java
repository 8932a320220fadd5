package dev.customerhealth.cli.demo;

import dev.customerhealth.cli.synthetic.SyntheticFeedback;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Purchase;
import java.math.BigDecimal;
import java.time.Instant;

/** Events of a history that say only what a test is about. */
final class Past {

  private Past() {}

  static PastEvent said(String customer, String time) {
    Instant at = Instant.parse(time);
    return new PastEvent(
        new Observation(
            customer,
            at.toEpochMilli(),
            SyntheticFeedback.MARK + at,
            Observation.Kind.PRAISE,
            null,
            null,
            null),
        new byte[0]);
  }

  static PastEvent contacted(String customer, String time) {
    long at = Instant.parse(time).toEpochMilli();
    CrmAction.Kind kind = CrmAction.Kind.CONTACTED;
    CrmAction.Outcome outcome = CrmAction.Outcome.LISTENED;
    return new PastEvent(
        new CrmAction(
            customer, at, "a1", kind, "alert", null, null, null, null, outcome, null, null),
        new byte[0]);
  }

  static PastEvent bought(String customer, String time, String amount) {
    Instant at = Instant.parse(time);
    return new PastEvent(
        new Purchase(
            customer,
            at.toEpochMilli(),
            customer + at,
            new BigDecimal(amount),
            "GBP",
            null,
            null,
            null,
            null,
            null,
            null),
        new byte[0]);
  }
}
