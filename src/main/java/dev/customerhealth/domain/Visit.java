package dev.customerhealth.domain;

import org.jspecify.annotations.Nullable;

/** The customer came, or was to come, with or without a purchase. */
public record Visit(
    String customerId,
    long timeMillis,
    String id,
    Kind kind,
    @Nullable String channel,
    @Nullable String staffId,
    @Nullable String store)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.VISIT;
  }

  /** Only {@link #CAME} and {@link #CHECK_IN} count as a visit. */
  public enum Kind {
    RESERVED,
    CANCELLED,
    NO_SHOW,
    CAME,
    CHECK_IN
  }

  public boolean counts() {
    return kind == Kind.CAME || kind == Kind.CHECK_IN;
  }
}
