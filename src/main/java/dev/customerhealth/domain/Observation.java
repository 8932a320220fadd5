package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/** What front-line staff noticed. */
public record Observation(
    String customerId,
    long timeMillis,
    String id,
    Kind kind,
    @Nullable String competitor,
    @Nullable String comment,
    @Nullable String staffId)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.OBSERVATION;
  }

  public enum Kind {
    DISLIKE,
    COMPETITOR_PRICE,
    COMPETITOR_PROMOTION,
    LEAVING,
    STAYING,
    PROMISE_BROKEN,
    SUGGESTION,
    REASON_STATED,
    IMPRESSION,
    PRAISE,
    OTHER
  }
}
