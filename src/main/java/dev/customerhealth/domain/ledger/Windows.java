package dev.customerhealth.domain.ledger;

/**
 * Exact sums over the last 7, 30, 90 and 365 calendar days, today included; arrays in this order.
 *
 * @param spend ten-thousandths of the home currency
 */
public record Windows(long[] spend, long[] visits, long[] items) {

  /** Lengths in days. */
  public static final int[] DAYS = {7, 30, 90, 365};

  /** Index of the 90-day sums. */
  public static final int D90 = 2;

  static Windows empty() {
    return new Windows(new long[DAYS.length], new long[DAYS.length], new long[DAYS.length]);
  }

  void add(int age, DayBucket bucket) {
    for (int w = 0; w < DAYS.length; w++) {
      if (age < DAYS[w]) {
        spend[w] = Money.plus(spend[w], bucket.spend);
        visits[w] += bucket.visits();
        items[w] += bucket.items;
      }
    }
  }

  /** Whether anything at all happened in the last 90 days. */
  public boolean isLively() {
    return spend[D90] != 0 || visits[D90] != 0 || items[D90] != 0;
  }
}
