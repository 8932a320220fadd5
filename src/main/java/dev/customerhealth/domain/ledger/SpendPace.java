package dev.customerhealth.domain.ledger;

import org.jspecify.annotations.Nullable;

/** How much a customer spends in a day, taken over a year. */
public final class SpendPace {

  public static final int YEAR_DAYS = 365;

  private SpendPace() {}

  /**
   * Mean daily spend of the last 365 days, each day counted at most at the 95th percentile of the
   * customer's purchase days. Returns count in full; where they outweigh the purchases it is 0.
   *
   * @return ten-thousandths of the currency a day; null when nothing of known value was bought
   */
  public static @Nullable Double of(Ledger ledger, int today) {
    long[] totals = ledger.purchaseDayTotals(today, YEAR_DAYS);
    if (totals.length == 0) {
      return null;
    }
    long cap = totals[(int) StrictMath.ceil(0.95 * totals.length) - 1];
    double sum = 0;
    for (DayBucket day : ledger.days()) {
      boolean inYear = day.day <= today && today - day.day < YEAR_DAYS;
      sum += inYear ? Math.min(day.spend, cap) : 0;
    }
    return Math.max(0, sum) / YEAR_DAYS;
  }
}
