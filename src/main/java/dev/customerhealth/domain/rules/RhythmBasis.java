package dev.customerhealth.domain.rules;

/** What counts as an occurrence of a customer's rhythm. */
public enum RhythmBasis {
  /** A day with a purchase of positive or unknown value. */
  PURCHASE,
  /**
   * A day with a visit that counts or a receipt of zero, whatever was bought besides: for a
   * restaurant that only knows reservations.
   */
  VISIT,
  /** A day with either. */
  EITHER
}
