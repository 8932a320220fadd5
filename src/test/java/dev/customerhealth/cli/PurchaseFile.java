package dev.customerhealth.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Purchases of a made-up shop, to be written as CSV. */
final class PurchaseFile {

  static final LocalDate FIRST = LocalDate.of(2020, 1, 1);

  private final List<String> rows = new ArrayList<>();
  private int receipts;

  /** Customers with exponential gaps of a rate of their own who leave one day. */
  static PurchaseFile shop(int customers, String prefix, String currency, long seed) {
    PurchaseFile file = new PurchaseFile();
    Random random = new Random(seed);
    for (int i = 0; i < customers; i++) {
      double meanGap = 5 + 60 * random.nextDouble();
      double day = random.nextInt(300);
      while (day < 700) {
        file.bought(prefix + i, (int) day, "" + (10 + random.nextInt(90)), currency);
        day -= meanGap * StrictMath.log(1 - random.nextDouble());
        day += random.nextDouble() < .1 ? 10_000 : 0;
      }
    }
    return file;
  }

  PurchaseFile bought(String customer, int day, String amount, String currency) {
    return row(customer, timeOf(day).toString(), "t" + receipts++, amount, currency);
  }

  PurchaseFile row(String customer, String time, String id, String amount, String currency) {
    rows.add(String.join(",", customer, time, id, amount, currency));
    return this;
  }

  PurchaseFile and(PurchaseFile other) {
    other.rows.forEach(row -> rows.add(row.replace(",t", ",u" + rows.size() + "-")));
    return this;
  }

  PurchaseFile shuffled(long seed) {
    Collections.shuffle(rows, new Random(seed));
    return this;
  }

  PurchaseFile twice() {
    rows.addAll(List.copyOf(rows));
    return this;
  }

  int size() {
    return rows.size();
  }

  /** At noon. */
  static Instant timeOf(int day) {
    return start(day).plusSeconds(43_200);
  }

  static Instant start(int day) {
    return FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  Path write(Path file) {
    List<String> lines = new ArrayList<>(rows);
    lines.add(0, "customer_id,event_time,transaction_id,amount,currency");
    try {
      return Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
