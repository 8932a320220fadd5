package dev.customerhealth.domain.alert;

import org.jspecify.annotations.Nullable;

/**
 * What a customer bought or gave back while somebody may be asked to win the customer back. Told
 * only then, so that it stays rare.
 *
 * @param timeMillis when it became known, epoch milliseconds; never before what was told earlier
 * @param occurredMillis when it happened; before {@code timeMillis} when it came late
 * @param homeTen4 ten-thousandths of the customer's currency, below zero for a return; null when
 *     the value is not known
 * @param reportingTen4 the same in the rules' reporting currency; null without a rate, too
 */
public record LaterPurchase(
    String customerId,
    long timeMillis,
    long occurredMillis,
    Kind kind,
    @Nullable Long homeTen4,
    @Nullable Long reportingTen4) {

  /** In state by position: only append. */
  public enum Kind {
    /** A purchase of known or unknown value. */
    BOUGHT,
    /** A return. */
    RETURNED,
    /** Not a purchase: the customer refuses from now on that anybody looks. */
    UNSEEN,
    /** Not a purchase: the customer agrees again. */
    SEEN
  }
}
