package dev.customerhealth.cli.synthetic;

import dev.customerhealth.avro.Expectation;
import java.util.List;

/** How an order went in the eyes of the customer, the worst first. */
enum Mood {
  FURIOUS(
      Expectation.FAR_BELOW, 0, 2, List.of("FURIOUS", "ANGRY", "phẫn nộ", "tức giận"), 10, 2, 0),
  LET_DOWN(Expectation.BELOW, 3, 6, List.of("DISAPPOINTED", "UPSET", "thất vọng", "buồn"), 2, 8, 1),
  SO_SO(Expectation.AS_EXPECTED, 6, 7, List.of("NEUTRAL", "MEH", "bình thường"), 0, 2, 8, 2),
  CONTENT(Expectation.AS_DESIRED, 8, 9, List.of("SATISFIED", "HAPPY", "hài lòng"), 0, 0, 1, 6, 4),
  DELIGHTED(Expectation.ABOVE, 9, 10, List.of("DELIGHTED", "vui", "thích thú"), 0, 0, 0, 2, 9),
  AMAZED(Expectation.FAR_ABOVE, 10, 10, List.of("AMAZED", "WOW", "bất ngờ"), 0, 0, 0, 0, 1);

  /** Of customers whose last order this was, or nearly: something has driven them away. */
  private static final int[] PARTING = {36, 29, 17, 13, 4, 1};

  /** Of those who come again and again. */
  private static final int[] REGULAR = {1, 3, 10, 40, 34, 12};

  private static final int[] ANYBODY = {4, 7, 20, 43, 20, 6};

  private final Expectation expectation;
  private final int leastNps;
  private final int mostNps;
  private final List<String> emotions;
  private final int[] stars;

  /**
   * @param stars how likely 1, 2, ... stars are, as weights
   */
  Mood(Expectation expectation, int leastNps, int mostNps, List<String> emotions, int... stars) {
    this.expectation = expectation;
    this.leastNps = leastNps;
    this.mostNps = mostNps;
    this.emotions = emotions;
    this.stars = stars;
  }

  /** How the order with this number went. */
  static Mood after(Shopper shopper, int order, Staff staff, Chance chance) {
    int[] weights = shopper.isParting(order) ? PARTING : shopper.isRegular() ? REGULAR : ANYBODY;
    int mood = chance.weighted(weights) + staff.lift(chance);
    return values()[Math.max(0, Math.min(values().length - 1, mood))];
  }

  boolean isBad() {
    return this == FURIOUS || this == LET_DOWN;
  }

  boolean isGreat() {
    return this == DELIGHTED || this == AMAZED;
  }

  Expectation expectation() {
    return expectation;
  }

  /** 1 to 5. */
  int stars(Chance chance) {
    return 1 + chance.weighted(stars);
  }

  /** 0 to 10. */
  int nps(Chance chance) {
    return chance.between(leastNps, mostNps);
  }

  String emotion(Chance chance) {
    return chance.oneOf(emotions);
  }
}
