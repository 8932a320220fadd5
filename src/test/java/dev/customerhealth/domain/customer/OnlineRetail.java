package dev.customerhealth.domain.customer;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.cadence.TestData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;

/** The two years of purchases that ship with the project, lived through without Flink. */
public final class OnlineRetail {

  /** The last day that is lived. */
  public static final LocalDate LAST_DAY = LocalDate.parse("2011-05-31");

  /** The last day of the data. */
  public static final LocalDate END_OF_DATA = LocalDate.parse("2011-12-09");

  private static final Map<String, List<CSVRecord>> ROWS = rows();

  private OnlineRetail() {}

  private static Map<String, List<CSVRecord>> rows() {
    Map<String, List<CSVRecord>> rows = new TreeMap<>();
    for (CSVRecord row : TestData.gzipped(TestData.data("online_retail_ii.csv.gz").orElseThrow())) {
      rows.computeIfAbsent(row.get("customer_id"), id -> new ArrayList<>()).add(row);
    }
    return rows;
  }

  /** Every row of every customer, those after the last lived day too. */
  public static Map<String, List<CSVRecord>> rowsByCustomer() {
    return ROWS;
  }

  /** Everybody's life up to {@link #LAST_DAY} under the shipped rules. */
  public static Map<String, Life> lives() {
    return lives(LAST_DAY);
  }

  /** The same up to another day. */
  public static Map<String, Life> lives(LocalDate lastDay) {
    Map<String, Life> lives = new TreeMap<>();
    ROWS.forEach(
        (id, rows) -> {
          Life life = live(id, rows, List.of(), lastDay);
          if (!life.records.isEmpty()) {
            lives.put(id, life);
          }
        });
    return lives;
  }

  /** How the life of one customer went, with what else happened to that customer. */
  public static Life live(String id, List<CSVRecord> rows, List<CustomerEvent> others) {
    return live(id, rows, others, LAST_DAY);
  }

  private static Life live(
      String id, List<CSVRecord> rows, List<CustomerEvent> others, LocalDate lastDay) {
    long end = Life.endOf(lastDay.toString());
    Life life = new Life(id, RulesYaml.shipped(), 0, end);
    Stream<CustomerEvent> purchases =
        rows.stream().filter(row -> !day(row).isAfter(lastDay)).map(OnlineRetail::event);
    Stream.concat(purchases, others.stream().filter(event -> event.timeMillis() <= end))
        .sorted(Life.IN_TIME_ORDER)
        .forEach(life::meet);
    life.passTo(end);
    return life;
  }

  private static CustomerEvent event(CSVRecord row) {
    return Facts.purchase(
        row.get("transaction_id"),
        Instant.parse(row.get("event_time")).toEpochMilli(),
        row.get("amount"),
        row.get("currency"),
        Integer.valueOf(row.get("item_count")),
        null,
        null);
  }

  public static LocalDate day(CSVRecord row) {
    return LocalDate.parse(row.get("event_time").substring(0, 10));
  }
}
