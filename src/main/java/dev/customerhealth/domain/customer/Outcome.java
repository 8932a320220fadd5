package dev.customerhealth.domain.customer;

/** What became of an event that reached its customer: exactly one of these. */
public enum Outcome {
  USED,
  /** An event of this type and id is known; nothing changes, nothing is said. */
  DUPLICATE,
  /** Older than the state's reach. */
  LATE,
  /** More events of one customer on one day than a person makes. */
  HOT_KEY,
  /** From before the customer was erased. */
  ERASED
}
