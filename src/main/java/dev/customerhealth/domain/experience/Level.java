package dev.customerhealth.domain.experience;

/** The six levels of a service experience. Level 4 is the lowest that counts as a success. */
public enum Level {
  TERRIBLE,
  BASIC,
  EXPECTED,
  DESIRED,
  SURPRISING,
  UNBELIEVABLE;

  private static final Level[] LEVELS = values();

  /**
   * @param number 1 to 6
   */
  public static Level of(int number) {
    return LEVELS[number - 1];
  }

  /** The level of a point on the line; a cut-point (1.5, 2.5, ... 5.5) belongs to the upper one. */
  public static Level at(double point) {
    double whole = StrictMath.floor(point + 0.5);
    return of((int) Math.max(1, Math.min(LEVELS.length, whole)));
  }

  /** 1 to 6. */
  public int number() {
    return ordinal() + 1;
  }

  public boolean isSuccess() {
    return compareTo(DESIRED) >= 0;
  }

  /** Where the level begins on the line: a cut-point, or minus infinity. */
  double from() {
    return this == TERRIBLE ? Double.NEGATIVE_INFINITY : number() - 0.5;
  }

  /** Where the next level begins: a cut-point, or infinity. */
  double until() {
    return this == UNBELIEVABLE ? Double.POSITIVE_INFINITY : number() + 0.5;
  }
}
