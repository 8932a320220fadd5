package dev.customerhealth.domain.alert;

/** How an alert ended. */
public enum Resolution {
  /** The reason went away by itself. */
  RECOVERED,
  /**
   * The reason went away after somebody had reached the customer, or after the customer was LOST.
   */
  WON_BACK,
  /** A person says there never was a reason. */
  FALSE_ALARM,
  /** A person closed it. */
  CLOSED,
  /** Nothing moved it for too long. */
  EXPIRED,
  /** The customer was erased. */
  ERASED,
  /** A more specific alert took its place. */
  SUPERSEDED
}
