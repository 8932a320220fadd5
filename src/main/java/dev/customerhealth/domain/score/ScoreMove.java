package dev.customerhealth.domain.score;

/**
 * A part of the way from the score before to this one.
 *
 * @param name component or cap, as in {@link ComponentScore}
 * @param tenths points times ten, not zero; all moves of a record sum to the difference of the
 *     scores
 */
public record ScoreMove(String name, Driver driver, int tenths) {

  /** What moved it. */
  public enum Driver {
    /** What the customer, or the staff, did. */
    BEHAVIOUR,
    /** That time passed. */
    TIME,
    /** A change of the rules. */
    RULES
  }
}
