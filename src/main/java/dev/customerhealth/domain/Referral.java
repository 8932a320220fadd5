package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/** The customer named somebody who may become a customer too. */
public record Referral(
    String customerId,
    long timeMillis,
    String id,
    String referredCustomerId,
    @Nullable String channel)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.REFERRAL;
  }
}
