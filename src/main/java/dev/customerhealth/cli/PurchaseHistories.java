package dev.customerhealth.cli;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What customers did, per customer, from files: in order of the customers' ids, so that nothing
 * depends on the order of rows. Only what fitting and backtesting need is kept.
 */
final class PurchaseHistories {

  private final Map<String, CustomerHistory> customers = new HashMap<>();
  private final Map<EventType, RowTally> tallies = new EnumMap<>(EventType.class);
  private final Map<String, String> currencies = new TreeMap<>();
  private final Set<String> excludedCustomers;
  private final long untilMillis;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;
  private Collection<CustomerHistory> settled = Set.of();
  private int withoutConsent;

  private PurchaseHistories(Set<String> excludedCustomers, long untilMillis) {
    this.excludedCustomers = excludedCustomers;
    this.untilMillis = untilMillis;
  }

  /**
   * Reads the files.
   *
   * @param files purchases and, where there are any, visits and profiles
   * @param untilMillis what happened then or later is ignored
   * @throws WrongUsage when a file cannot be read at all, or holds nothing to go by
   */
  static PurchaseHistories read(
      Map<EventType, Path> files, Rules rules, long untilMillis, PrintWriter err)
      throws IOException {
    var histories = new PurchaseHistories(rules.excludedCustomers(), untilMillis);
    for (Map.Entry<EventType, Path> file : files.entrySet()) {
      histories.read(file.getKey(), file.getValue(), err);
    }
    histories.settle();
    histories.requireSome(files);
    return histories;
  }

  private void read(EventType type, Path file, PrintWriter err) throws IOException {
    RowTally tally = new RowTally();
    tallies.put(type, tally);
    Progress progress =
        new Progress(err, rows -> "reading " + type.plural() + " ... " + rows + " rows");
    new EventFile(type, excludedCustomers, tally).read(file, progress, event -> take(event, tally));
    progress.done();
    if (tally.rejected() > 0) {
      err.println(type.plural() + ": " + tally.rejected() + " rows rejected: " + tally.reasons());
      err.flush();
    }
  }

  private void take(CustomerEvent event, RowTally tally) {
    if (event instanceof Profile profile) {
      history(event).add(profile);
      return;
    }
    firstMillis = Math.min(firstMillis, event.timeMillis());
    lastMillis = Math.max(lastMillis, event.timeMillis());
    if (event.timeMillis() >= untilMillis) {
      tally.addIgnored();
      return;
    }
    history(event).add(frugal(event));
  }

  private CustomerHistory history(CustomerEvent event) {
    return customers.computeIfAbsent(event.customerId(), id -> new CustomerHistory());
  }

  /** Of a currency's code one copy is enough. */
  private Deed frugal(CustomerEvent event) {
    Deed deed = Deed.of(event);
    if (!(event instanceof Purchase)) {
      return deed;
    }
    String code = currencies.computeIfAbsent(deed.currency(), same -> same);
    return new Deed(
        deed.timeMillis(), deed.idHash(), deed.kind(), deed.amount(), code, deed.reverses());
  }

  private void settle() {
    var known = new TreeMap<String, CustomerHistory>();
    customers.forEach(
        (id, history) -> {
          history.settle().forEach(this::countDuplicate);
          if (history.refusesAnalytics()) {
            withoutConsent++;
          } else if (!history.deeds().isEmpty()) {
            known.put(id, history);
          }
        });
    settled = known.values();
  }

  private void countDuplicate(Deed deed) {
    boolean visit = deed.kind() == Deed.Kind.VISIT || deed.kind() == Deed.Kind.NO_VISIT;
    RowTally tally = tallies.get(visit ? EventType.VISIT : EventType.PURCHASE);
    if (tally != null) {
      tally.addDuplicates(1);
    }
  }

  private void requireSome(Map<EventType, Path> files) {
    RowTally purchases = tallies.get(EventType.PURCHASE);
    if (lastMillis == Long.MIN_VALUE) {
      String reasons = purchases == null ? "" : purchases.reasons();
      throw new WrongUsage(
          "--purchases: "
              + files.get(EventType.PURCHASE)
              + " holds no purchase that can be used"
              + (reasons.isEmpty() ? "" : ": " + reasons));
    }
  }

  /** Those who agree to be looked at and did anything, in order of their ids. */
  Collection<CustomerHistory> customers() {
    return settled;
  }

  /** The earliest row, ignored ones included. */
  Instant first() {
    return Instant.ofEpochMilli(firstMillis);
  }

  /** The latest row, ignored ones included. */
  Instant last() {
    return Instant.ofEpochMilli(lastMillis);
  }

  int lastDay(CalendarDays calendar) {
    return calendar.dayOf(lastMillis);
  }

  /** Of all purchases. */
  Set<String> currencies() {
    return new TreeSet<>(currencies.keySet());
  }

  boolean hasVisits() {
    return tallies.containsKey(EventType.VISIT);
  }

  /** What was read, for the JSON of a verb. */
  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    tallies.forEach((type, tally) -> json.put(type.plural(), tally.json()));
    json.put("from", first().toString());
    json.put("to", last().toString());
    json.put("currencies", currencies());
    json.put("customersWithoutConsent", withoutConsent);
    return json;
  }
}
