package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/**
 * Something a customer said.
 *
 * @param rating between scaleMin and scaleMax, which are given whenever it is
 * @param nps 0 to 10
 * @param isPublic whether others could read or hear it; null when unknown
 */
public record Feedback(
    String customerId,
    long timeMillis,
    String id,
    @Nullable Double rating,
    @Nullable Double scaleMin,
    @Nullable Double scaleMax,
    @Nullable Metric metric,
    @Nullable Integer nps,
    @Nullable Expectation expectation,
    @Nullable String emotion,
    @Nullable String comment,
    @Nullable String lang,
    @Nullable String channel,
    @Nullable Boolean isPublic,
    @Nullable Stage stage,
    @Nullable String staffId,
    @Nullable String store,
    @Nullable String orderId,
    @Nullable String caseId)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.FEEDBACK;
  }

  public enum Metric {
    STARS,
    CSAT,
    CES,
    EMOTION
  }

  public enum Expectation {
    FAR_BELOW,
    BELOW,
    AS_EXPECTED,
    AS_DESIRED,
    ABOVE,
    FAR_ABOVE
  }

  public enum Stage {
    BEFORE_SALE,
    DURING_SALE,
    AFTER_SALE
  }
}
