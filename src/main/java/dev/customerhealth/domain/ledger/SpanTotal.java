package dev.customerhealth.domain.ledger;

/** Totals over a span of days, for all service lines or one. */
public final class SpanTotal {

  /** Stands for every line, purchases without a line included. */
  public static final int ALL_LINES = -1;

  /** Ten-thousandths of the home currency. */
  public long spend;

  public int purchases;
  public int unknownValue;
  public int unknownCurrency;

  /**
   * Sum of the squared day totals, in home currency units squared: the variance of a compound
   * Poisson sum.
   */
  public double squares;

  void add(DayBucket day, int line) {
    if (line == ALL_LINES) {
      add(day.spend, day.purchases);
    } else {
      for (LineTotal total : day.lines) {
        if (total.line() == line) {
          add(total.spend(), total.purchases());
        }
      }
    }
    // Which line a purchase of unknown value stood on is not kept: it leaves every line of its day
    // unknown.
    unknownValue += day.unknownValue;
    unknownCurrency += day.unknownCurrency;
  }

  private void add(long daySpend, int dayPurchases) {
    spend = Money.plus(spend, daySpend);
    purchases += dayPurchases;
    double units = daySpend / 1e4;
    squares += units * units;
  }
}
