package dev.customerhealth.domain.referral;

import java.time.Duration;

/**
 * When a person was last seen, to {@value #DAYS} days: so coarse that nearly every purchase of a
 * known customer leaves it as it is. Periods begin on another day for each person, or everybody's
 * would end at once.
 */
public final class SeenPeriod {

  public static final int DAYS = 180;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private SeenPeriod() {}

  /** Number of the period, at least 0. */
  public static int of(String person, long timeMillis) {
    return (int) ((timeMillis / DAY_MILLIS + shift(person)) / DAYS);
  }

  /** The first instant after the period. */
  public static long endMillis(String person, int period) {
    return ((period + 1L) * DAYS - shift(person)) * DAY_MILLIS;
  }

  /** Of a text's hash code: specified, the same on every machine. */
  private static int shift(String person) {
    return Math.floorMod(person.hashCode(), DAYS);
  }
}
