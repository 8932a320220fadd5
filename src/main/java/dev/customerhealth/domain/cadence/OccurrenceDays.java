package dev.customerhealth.domain.cadence;

import java.util.Arrays;
import java.util.List;

/** Questions about sorted occurrence days (epoch days, ascending, without repeats). */
public final class OccurrenceDays {

  private OccurrenceDays() {}

  /** The rhythm of the days before the cut-off. */
  public static Rhythm rhythmBefore(int[] days, int cutoffDay) {
    Rhythm rhythm = Rhythm.NONE;
    for (int i = 0; i < days.length && days[i] < cutoffDay; i++) {
      rhythm = rhythm.plus(days[i]);
    }
    return rhythm;
  }

  /** True if one of the days lies in [from, until). */
  public static boolean anyIn(int[] days, int from, int until) {
    int at = Arrays.binarySearch(days, from);
    int next = at >= 0 ? at : -at - 1;
    return next < days.length && days[next] < until;
  }

  /** Pooled median of all customers' gaps before the cut-off, in days; NaN without any gap. */
  public static double medianGapBefore(List<int[]> customers, int cutoffDay) {
    int[] gaps =
        customers.stream()
            .flatMapToInt(days -> Arrays.stream(gapsBefore(days, cutoffDay)))
            .sorted()
            .toArray();
    int n = gaps.length;
    return n == 0 ? Double.NaN : (gaps[(n - 1) / 2] + gaps[n / 2]) / 2.0;
  }

  private static int[] gapsBefore(int[] days, int cutoffDay) {
    int known = (int) Arrays.stream(days).takeWhile(day -> day < cutoffDay).count();
    int[] gaps = new int[Math.max(0, known - 1)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = days[i + 1] - days[i];
    }
    return gaps;
  }
}
