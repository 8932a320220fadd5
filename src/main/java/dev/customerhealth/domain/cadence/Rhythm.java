package dev.customerhealth.domain.cadence;

import org.jspecify.annotations.Nullable;

/**
 * All that the models need to know about a customer's occurrence days, in constant size. Equal for
 * equal sets of days, whatever the order in which they became known: the log-gaps are summed as
 * fixed-point numbers, so adding and taking away is exact.
 *
 * @param days number of distinct occurrence days; 0 only in {@link #NONE}
 * @param firstDay the earliest, as epoch day
 * @param lastDay the latest, as epoch day
 * @param sumLogGap sum of ln(gap in weeks) over neighbouring days, each rounded, in units of 1 /
 *     {@link #LOG_GAP_SCALE}
 */
public record Rhythm(int days, int firstDay, int lastDay, long sumLogGap) {

  /**
   * Units per 1 of log-gap: rounding costs below 5e-13 per gap, and 100,000 gaps of 50 years still
   * fit a long.
   */
  public static final long LOG_GAP_SCALE = 1L << 40;

  /** No occurrence yet. */
  public static final Rhythm NONE = new Rhythm(0, 0, 0, 0);

  static final double DAYS_PER_WEEK = 7;

  /** With one more day, later than all others (or the first one). */
  public Rhythm plus(int day) {
    if (days == 0) {
      return new Rhythm(1, day, day, 0);
    }
    return inserted(lastDay, day, null);
  }

  /**
   * With one more day that became known late.
   *
   * @param previous the nearest occurrence day before it, null if there is none
   * @param next the nearest occurrence day after it, null if there is none
   */
  public Rhythm inserted(@Nullable Integer previous, int day, @Nullable Integer next) {
    if (previous == null && next == null) {
      require(days == 0, day);
      return plus(day);
    }
    long change = logGap(previous, day) + logGap(day, next) - logGap(previous, next);
    int first = previous == null ? day : firstDay;
    int last = next == null ? day : lastDay;
    return new Rhythm(days + 1, first, last, sumLogGap + change);
  }

  /** Takes back {@link #inserted}: without that day, which stood between these neighbours. */
  public Rhythm removed(@Nullable Integer previous, int day, @Nullable Integer next) {
    if (previous == null && next == null) {
      require(days == 1 && day == firstDay, day);
      return NONE;
    }
    long change = logGap(previous, next) - logGap(previous, day) - logGap(day, next);
    int first = previous == null && next != null ? next : firstDay;
    int last = next == null && previous != null ? previous : lastDay;
    return new Rhythm(days - 1, first, last, sumLogGap + change);
  }

  /** x of the models: occurrence days after the first. */
  public int repeats() {
    return Math.max(0, days - 1);
  }

  /** tx of the models: weeks from the first to the last day. */
  public double recencyWeeks() {
    return ((long) lastDay - firstDay) / DAYS_PER_WEEK;
  }

  /** T of the models: weeks from the first day to today, at least {@link #recencyWeeks}. */
  public double ageWeeks(int today) {
    return recencyWeeks() + silentDays(today) / DAYS_PER_WEEK;
  }

  /** Whole days since the last occurrence, never negative. */
  public int silentDays(int today) {
    return Math.max(0, today - lastDay);
  }

  /** G of the models: sum of ln(gap in weeks). */
  public double sumLogGapWeeks() {
    return (double) sumLogGap / LOG_GAP_SCALE;
  }

  private static long logGap(@Nullable Integer from, @Nullable Integer to) {
    if (from == null || to == null) {
      return 0;
    }
    require(to > from, to);
    return StrictMath.round(StrictMath.log((to - from) / DAYS_PER_WEEK) * LOG_GAP_SCALE);
  }

  private static void require(boolean inOrder, int day) {
    if (!inOrder) {
      throw new IllegalArgumentException("Day " + day + " does not stand between its neighbours");
    }
  }
}
