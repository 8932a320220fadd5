package dev.customerhealth.domain.cadence;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/** The purchases of a CSV file, per customer in order of first appearance. */
final class PurchaseLog {

  /** What happened on one day: purchases and their money, returns included in the money. */
  private static final class Day {
    int purchases;
    double spend;
  }

  private final Map<String, TreeMap<Integer, Day>> customers = new LinkedHashMap<>();

  /** Amounts above zero are purchases, zero is only a visit, below zero a return. */
  static PurchaseLog of(Path file) {
    return read(file, false);
  }

  /** Amounts of zero are purchases of unknown value, as in CDNOW. */
  static PurchaseLog zeroIsUnknown(Path file) {
    return read(file, true);
  }

  private static PurchaseLog read(Path file, boolean zeroIsUnknown) {
    PurchaseLog log = new PurchaseLog();
    for (CSVRecord row : TestData.gzipped(file)) {
      double amount = row.get("amount").isEmpty() ? 0 : Double.parseDouble(row.get("amount"));
      boolean unknown = row.get("amount").isEmpty() || (zeroIsUnknown && amount == 0);
      Day day =
          log.customers
              .computeIfAbsent(row.get("customer_id"), id -> new TreeMap<>())
              .computeIfAbsent(epochDay(row.get("event_time").substring(0, 10)), d -> new Day());
      day.purchases += unknown || amount > 0 ? 1 : 0;
      day.spend += amount;
    }
    return log;
  }

  static int epochDay(String date) {
    return (int) LocalDate.parse(date).toEpochDay();
  }

  List<int[]> purchaseDays() {
    return customers.values().stream().map(PurchaseLog::purchaseDays).toList();
  }

  Map<String, int[]> purchaseDaysById() {
    Map<String, int[]> days = new LinkedHashMap<>();
    customers.forEach((id, history) -> days.put(id, purchaseDays(history)));
    return days;
  }

  List<BacktestSubject> subjects(CadenceModel model) {
    List<BacktestSubject> subjects = new ArrayList<>();
    customers.values().forEach(days -> subjects.add(new Subject(days, purchaseDays(days), model)));
    return subjects;
  }

  private static int[] purchaseDays(TreeMap<Integer, Day> days) {
    return days.entrySet().stream()
        .filter(e -> e.getValue().purchases > 0)
        .mapToInt(Map.Entry::getKey)
        .toArray();
  }

  private record Subject(TreeMap<Integer, Day> days, int[] occurrenceDays, CadenceModel model)
      implements BacktestSubject {

    @Override
    public double spend(int fromDay, int untilDay) {
      return days.subMap(fromDay, untilDay).values().stream().mapToDouble(day -> day.spend).sum();
    }

    @Override
    public int purchases(int fromDay, int untilDay) {
      return days.subMap(fromDay, untilDay).values().stream().mapToInt(day -> day.purchases).sum();
    }
  }
}
