package dev.customerhealth.domain.alert;

/** How far care went before the customer came back or not; a ticket has one. */
public enum WinBackOutcome {
  /** Nobody tried. */
  NOT_CONTACTED,
  /** Somebody tried or listened. */
  CONTACTED,
  /** The customer's concern was answered, at any time. */
  CONCERN_ANSWERED,
  /** The last talk ended with the customer's refusal. */
  REFUSED,
  /** Withheld from care by lot, whatever somebody did all the same. */
  HOLDOUT
}
