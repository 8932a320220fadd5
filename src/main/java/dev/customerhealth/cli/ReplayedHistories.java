package dev.customerhealth.cli;

import dev.customerhealth.domain.replay.ReplayedCustomer;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * Histories as the replay of alerts wants them, money in one currency.
 *
 * @param rates whether amounts must be made comparable: with one currency in all files they are
 */
record ReplayedHistories(Rules rules, Cutoff start, boolean rates) {

  static List<ReplayedCustomer> of(PurchaseHistories histories, Rules rules, Cutoff start) {
    Set<String> currencies = histories.currencies();
    var replayed = new ReplayedHistories(rules, start, currencies.size() > 1);
    return histories.customers().stream().map(replayed::customer).toList();
  }

  private ReplayedCustomer customer(CustomerHistory history) {
    SegmentRules segment = history.segment(rules, start);
    return new ReplayedCustomer(
        segment,
        history.occurrenceDays(segment.basis(), start),
        history.deeds().stream().filter(Deed::isMoney).map(this::receipt).toList());
  }

  private ReplayedCustomer.Receipt receipt(Deed deed) {
    return new ReplayedCustomer.Receipt(
        start.dayOf(deed.timeMillis()),
        deed.kind() == Deed.Kind.PURCHASE,
        amount(deed),
        deed.idHash(),
        deed.reverses());
  }

  /** NaN when unknown. */
  private double amount(Deed deed) {
    if (!rates) {
      return deed.amount();
    }
    return rules
        .rate(deed.currency(), rules.reportingCurrency())
        .map(BigDecimal::doubleValue)
        .map(rate -> deed.amount() * rate)
        .orElse(Double.NaN);
  }
}
