package dev.customerhealth.cli;

import dev.customerhealth.domain.cadence.BacktestSubject;
import dev.customerhealth.domain.cadence.CadenceModel;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer as known at a cut-off, and the days of what came after it. A return that came after it
 * is not known, whichever purchase it takes back.
 *
 * @param money what was known at the cut-off; returns on the day of the purchase they name
 * @param unknownCurrency purchases whose currency has no rate
 */
record BacktestedCustomer(
    int[] occurrenceDays, CadenceModel model, List<Booked> money, int unknownCurrency)
    implements BacktestSubject {

  /**
   * Money of one receipt.
   *
   * @param amount in one currency for all of the customer's; NaN when unknown
   */
  record Booked(int day, boolean purchase, double amount) {}

  static BacktestedCustomer of(CustomerHistory history, Rules rules, Cutoff cutoff) {
    SegmentRules segment = history.segment(rules, cutoff);
    List<Deed> known =
        history.deeds().stream()
            .filter(deed -> deed.isMoney() && cutoff.knows(deed.timeMillis()))
            .toList();
    Worth worth = Worth.of(known, rules, history.homeCurrency(rules, cutoff));
    Map<Long, Integer> purchaseDays = reversedDays(known, cutoff);
    List<Booked> money =
        known.stream().map(deed -> booked(deed, worth, purchaseDays, cutoff)).toList();
    int unknown = (int) known.stream().filter(worth::lacksRate).count();
    return new BacktestedCustomer(
        history.occurrenceDays(segment.basis(), cutoff), segment.cadence(), money, unknown);
  }

  private static Booked booked(
      Deed deed, Worth worth, Map<Long, Integer> purchaseDays, Cutoff cutoff) {
    int own = cutoff.dayOf(deed.timeMillis());
    boolean purchase = deed.kind() == Deed.Kind.PURCHASE;
    int day = purchase ? own : purchaseDays.getOrDefault(deed.reverses(), own);
    return new Booked(day, purchase, worth.of(deed));
  }

  /** Days of the purchases, if any return names one. */
  private static Map<Long, Integer> reversedDays(List<Deed> known, Cutoff cutoff) {
    var days = new HashMap<Long, Integer>();
    if (known.stream().anyMatch(deed -> deed.reverses() != Deed.NOTHING)) {
      known.forEach(deed -> days.put(deed.idHash(), cutoff.dayOf(deed.timeMillis())));
    }
    return days;
  }

  /** NaN if the value of one of them is not known: what fell cannot be told then. */
  @Override
  public double spend(int fromDay, int untilDay) {
    double sum = 0;
    for (Booked booked : money) {
      sum += booked.day >= fromDay && booked.day < untilDay ? booked.amount : 0;
    }
    return sum;
  }

  @Override
  public int purchases(int fromDay, int untilDay) {
    int count = 0;
    for (Booked booked : money) {
      count += booked.purchase && booked.day >= fromDay && booked.day < untilDay ? 1 : 0;
    }
    return count;
  }

  /**
   * Amounts made comparable. A drop is a ratio: whose purchases are all in one currency needs no
   * rate.
   */
  private record Worth(boolean oneCurrency, Rules rules, String home) {

    static Worth of(List<Deed> money, Rules rules, String home) {
      return new Worth(money.stream().map(Deed::currency).distinct().count() <= 1, rules, home);
    }

    double of(Deed deed) {
      if (oneCurrency) {
        return deed.amount();
      }
      return deed.amount() * rate(deed).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }

    boolean lacksRate(Deed deed) {
      return deed.kind() == Deed.Kind.PURCHASE && !oneCurrency && rate(deed).isEmpty();
    }

    private Optional<BigDecimal> rate(Deed deed) {
      return rules.rate(deed.currency(), home);
    }
  }
}
