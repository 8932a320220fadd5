package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a complaint or request that somebody must resolve.
 *
 * @param id the case and its step: {@code caseId/status/timeMillis}
 * @param promisedByMillis when the customer was promised an answer, epoch milliseconds
 */
public record CaseUpdate(
    String customerId,
    long timeMillis,
    String id,
    String caseId,
    Status status,
    @Nullable Boolean complaint,
    @Nullable String category,
    @Nullable Long promisedByMillis,
    @Nullable String channel,
    @Nullable String staffId)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.CASE;
  }

  /** Of the step by which a case came to a status. */
  public static String id(String caseId, Status status, long timeMillis) {
    return caseId + '/' + status + '/' + timeMillis;
  }

  public enum Status {
    OPENED,
    RESPONDED,
    RESOLVED,
    REOPENED
  }
}
