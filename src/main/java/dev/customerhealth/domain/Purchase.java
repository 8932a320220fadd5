package dev.customerhealth.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Money for items on an order or receipt.
 *
 * @param amount positive: a purchase; zero: a visit at which nothing was bought; negative: a
 *     return; null: a purchase of unknown value
 * @param currency ISO 4217 code
 * @param itemCount items on the receipt, at least 0
 * @param reverses the id of the purchase that a return takes back
 */
public record Purchase(
    String customerId,
    long timeMillis,
    String id,
    @Nullable BigDecimal amount,
    String currency,
    @Nullable Integer itemCount,
    @Nullable String serviceLine,
    @Nullable String channel,
    @Nullable String staffId,
    @Nullable String store,
    @Nullable String reverses)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.PURCHASE;
  }

  /** A purchase of known or unknown value: neither a zero row nor a return. */
  public boolean isBought() {
    return amount == null || amount.signum() > 0;
  }

  public boolean isReturn() {
    return amount != null && amount.signum() < 0;
  }
}
