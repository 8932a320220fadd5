package dev.customerhealth.domain.score;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounds the parts of a sum so that the rounded parts make up the rounded sum (Hamilton's method).
 */
final class LargestRemainder {

  private LargestRemainder() {}

  /**
   * Tenths of each part.
   *
   * @param parts points, 0 or more, summing to at most 100
   */
  static int[] tenths(double[] parts) {
    double sum = 0;
    int[] tenths = new int[parts.length];
    int floors = 0;
    for (int i = 0; i < parts.length; i++) {
      sum += parts[i];
      tenths[i] = (int) StrictMath.floor(parts[i] * 10);
      floors += tenths[i];
    }
    int missing = (int) StrictMath.floor(sum * 10 + 0.5) - floors;
    List<Integer> byRemainder = byRemainder(parts);
    for (int i = 0; i < missing && i < parts.length; i++) {
      tenths[byRemainder.get(i)]++;
    }
    return tenths;
  }

  private static List<Integer> byRemainder(double[] parts) {
    return IntStream.range(0, parts.length)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer i) -> StrictMath.floor(parts[i] * 10) - parts[i] * 10)
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
