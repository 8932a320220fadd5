package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/** What a person in the CRM did. */
public record CrmAction(
    String customerId,
    long timeMillis,
    String id,
    Kind kind,
    @Nullable String alertId,
    @Nullable Long untilMillis,
    @Nullable Double score,
    @Nullable String author,
    @Nullable String reason,
    @Nullable Outcome outcome,
    @Nullable String lossReason,
    @Nullable String competitor)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.ACTION;
  }

  public enum Kind {
    ACKNOWLEDGE,
    ASSIGN,
    SNOOZE,
    UNSNOOZE,
    CONTACTED,
    FALSE_ALARM,
    CLOSE,
    REOPEN,
    OVERRIDE_SCORE,
    ERASE
  }

  public enum Outcome {
    NO_ANSWER,
    LISTENED,
    CONCERN_ANSWERED,
    REFUSED
  }
}
