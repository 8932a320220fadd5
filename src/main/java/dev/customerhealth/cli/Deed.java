package dev.customerhealth.cli;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Visit;
import dev.customerhealth.domain.customer.EventIds;
import java.math.BigDecimal;
import java.util.Comparator;

/**
 * What a customer did at one instant, as far as fitting and backtesting need it: small, for there
 * may be millions.
 *
 * @param idHash {@link EventIds#hash} of its type and id
 * @param amount in the currency; negative for returns; NaN for a purchase of unknown value; 0 for
 *     visits
 * @param currency empty for visits
 * @param reverses idHash of the purchase that a return takes back; {@link #NOTHING} if it names
 *     none
 */
record Deed(
    long timeMillis, long idHash, Kind kind, double amount, String currency, long reverses) {

  /** Outside the 48 bits of a hash. */
  static final long NOTHING = -1;

  /** Of two rows under one id the earlier counts, whatever the order of the file. */
  static final Comparator<Deed> BY_ID =
      Comparator.comparingLong(Deed::idHash)
          .thenComparingLong(Deed::timeMillis)
          .thenComparing(Deed::kind)
          .thenComparingDouble(Deed::amount)
          .thenComparing(Deed::currency)
          .thenComparingLong(Deed::reverses);

  static final Comparator<Deed> BY_TIME =
      Comparator.comparingLong(Deed::timeMillis).thenComparingLong(Deed::idHash);

  enum Kind {
    PURCHASE,
    /** A receipt over nothing. */
    ZERO,
    RETURN,
    VISIT,
    /** A visit that did not take place. */
    NO_VISIT
  }

  static Deed of(Purchase purchase) {
    BigDecimal amount = purchase.amount();
    String reversed = purchase.reverses();
    return new Deed(
        purchase.timeMillis(),
        EventIds.hash(EventType.PURCHASE, purchase.id()),
        kind(purchase),
        amount == null ? Double.NaN : amount.doubleValue(),
        purchase.currency(),
        reversed == null ? NOTHING : EventIds.hash(EventType.PURCHASE, reversed));
  }

  static Deed of(Visit visit) {
    return new Deed(
        visit.timeMillis(),
        EventIds.hash(EventType.VISIT, visit.id()),
        visit.counts() ? Kind.VISIT : Kind.NO_VISIT,
        0,
        "",
        NOTHING);
  }

  /** Of a purchase or a visit. */
  static Deed of(CustomerEvent event) {
    return event instanceof Purchase purchase ? of(purchase) : of((Visit) event);
  }

  private static Kind kind(Purchase purchase) {
    if (purchase.isBought()) {
      return Kind.PURCHASE;
    }
    return purchase.isReturn() ? Kind.RETURN : Kind.ZERO;
  }

  boolean isMoney() {
    return kind == Kind.PURCHASE || kind == Kind.RETURN;
  }
}
