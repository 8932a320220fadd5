package dev.customerhealth.domain.ledger;

import dev.customerhealth.domain.Purchase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One active day of one customer. Every field is a sum or a set, so that the order in which the
 * day's events arrive leaves no trace.
 */
public final class DayBucket {

  private static final long[] NO_IDS = {};

  public final int day;

  /** Ten-thousandths of the home currency: purchases of known value less returns. */
  public long spend;

  /** Purchases above zero or of unknown value. */
  public int purchases;

  /**
   * Those among the purchases whose value is unknown: an empty amount, or a currency without a
   * rate.
   */
  public int unknownValue;

  /** Those among the purchases of unknown value for which only the rate was missing. */
  public int unknownCurrency;

  /** Receipts of exactly zero: the customer came and bought nothing. */
  public int zeroRows;

  /** Visits that count (came, checked in). */
  public int visitRows;

  /** Sum of the purchases' item counts. */
  public long items;

  /** In the order of their line index. */
  public List<LineTotal> lines = new ArrayList<>(0);

  /** 48-bit hashes of the ids of all events of the day, ascending. */
  public long[] ids = NO_IDS;

  public DayBucket(int day) {
    this.day = day;
  }

  /** Visits of the day: a purchase needs no visit row of its own. */
  public int visits() {
    return Math.max(visitRows, purchases + zeroRows);
  }

  boolean has(long idHash) {
    return Arrays.binarySearch(ids, idHash) >= 0;
  }

  void remember(long idHash) {
    int at = -Arrays.binarySearch(ids, idHash) - 1;
    if (at < 0) {
      return;
    }
    long[] more = new long[ids.length + 1];
    System.arraycopy(ids, 0, more, 0, at);
    more[at] = idHash;
    System.arraycopy(ids, at, more, at + 1, ids.length - at);
    ids = more;
  }

  void addReceipt(Purchase purchase, boolean isKnown) {
    if (!purchase.isBought()) {
      zeroRows++;
      return;
    }
    purchases++;
    items += purchase.itemCount() == null ? 0 : purchase.itemCount();
    if (!isKnown) {
      unknownValue++;
      unknownCurrency += purchase.amount() == null ? 0 : 1;
    }
  }

  /**
   * @param line index of a service line, {@link SpanTotal#ALL_LINES} for none
   */
  void addMoney(int line, long moreSpend, int morePurchases) {
    spend = Money.plus(spend, moreSpend);
    if (line != SpanTotal.ALL_LINES && (moreSpend != 0 || morePurchases != 0)) {
      addToLine(line, moreSpend, morePurchases);
    }
  }

  private void addToLine(int line, long moreSpend, int morePurchases) {
    int at = 0;
    while (at < lines.size() && lines.get(at).line() < line) {
      at++;
    }
    if (at == lines.size() || lines.get(at).line() != line) {
      lines.add(at, new LineTotal(line, 0, 0));
    }
    LineTotal total = lines.get(at).plus(moreSpend, morePurchases);
    if (total.isNothing()) {
      lines.remove(at);
    } else {
      lines.set(at, total);
    }
  }

  boolean holdsMoney() {
    return spend != 0 || lines.stream().anyMatch(line -> line.spend() != 0);
  }

  void convert(BigDecimal rate) {
    spend = Money.convert(spend, rate);
    lines.replaceAll(l -> new LineTotal(l.line(), Money.convert(l.spend(), rate), l.purchases()));
  }
}
