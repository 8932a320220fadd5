package dev.customerhealth.domain.score;

/**
 * A limit that beats the weights.
 *
 * @param limit the score at most, 0 to 100
 */
public record Cap(Name name, double limit) {

  public enum Name {
    /** One experience of level 1. */
    TERRIBLE,
    /** One experience of level 2. */
    BASIC,
    /** The customer said so. */
    LEAVING
  }
}
