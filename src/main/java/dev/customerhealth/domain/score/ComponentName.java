package dev.customerhealth.domain.score;

/**
 * The parts of the health score. The order of the constants is the order in which they are
 * published: never reorder, only append.
 */
public enum ComponentName {
  /** Does the customer come back on the own rhythm? */
  RETURN,
  /** Does the customer spend as before? */
  SPEND,
  /** How was the service, as the customer felt it? */
  EXPERIENCE,
  /** Were complaints and requests answered? */
  CARE,
  /** Does the customer speak well of us? */
  ADVOCACY
}
