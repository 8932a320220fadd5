package dev.customerhealth.cli.demo;

import dev.customerhealth.domain.Purchase;
import java.math.BigDecimal;
import java.time.Instant;

/** Events of a history that say only what a test is about. */
final class Past {

  private Past() {}

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
