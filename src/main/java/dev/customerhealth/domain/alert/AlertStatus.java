package dev.customerhealth.domain.alert;

/** Where an alert stands. {@link AlertMove} holds the ways between them. */
public enum AlertStatus {
  /** A CALL that waits for its turn in the owner's daily budget. */
  QUEUED,
  OPEN,
  /** Became a CALL after it had been opened as a WATCH. */
  ESCALATED,
  /** Somebody takes care of it. */
  ACKNOWLEDGED,
  SNOOZED,
  RESOLVED,
  /** The customer left. Still waits for a return. */
  LOST,
  /** Late data, or other rules, took the reason away. */
  RETRACTED;

  /** Whether somebody may still have to do something. */
  public boolean isLive() {
    return compareTo(RESOLVED) < 0;
  }

  /** Whether nothing but a reopening can move it. */
  public boolean isEnded() {
    return this == RESOLVED || this == RETRACTED;
  }
}
