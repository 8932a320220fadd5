package dev.customerhealth.domain.score;

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
    boolean[] raised = new boolean[parts.length];
    for (int i = 0; i < missing && i < parts.length; i++) {
      int next = largestRemainder(parts, raised);
      raised[next] = true;
      tenths[next]++;
    }
    return tenths;
  }

  /** The first of them, of those not raised yet: there are five, and a score is asked for often. */
  private static int largestRemainder(double[] parts, boolean[] raised) {
    int best = -1;
    for (int i = 0; i < parts.length; i++) {
      if (!raised[i] && (best < 0 || remainder(parts[i]) > remainder(parts[best]))) {
        best = i;
      }
    }
    return best;
  }

  private static double remainder(double part) {
    return part * 10 - StrictMath.floor(part * 10);
  }
}
