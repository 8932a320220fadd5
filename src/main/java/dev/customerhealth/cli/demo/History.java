package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The purchases to be replayed, in the order of their time. Never empty. */
record History(List<PastPurchase> purchases) {

  History {
    if (purchases.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to replay");
    }
    purchases =
        purchases.stream().sorted(Comparator.comparingLong(PastPurchase::timeMillis)).toList();
  }

  /**
   * @throws IOException if the file or one of its rows cannot be read
   */
  static History read(Path file) throws IOException {
    List<PastPurchase> purchases = new ArrayList<>();
    EventDecoder decoder = new EventDecoder();
    try (CsvEvents rows = CsvEvents.open(file, EventType.PURCHASE)) {
      while (rows.hasNext()) {
        purchases.add(purchase(file, rows.next(), decoder));
      }
    }
    return new History(purchases);
  }

  private static PastPurchase purchase(Path file, CsvRow row, EventDecoder decoder)
      throws IOException {
    byte[] payload = row.payload();
    if (payload != null
        && decoder.decode(EventType.PURCHASE, payload, EventDecoder.LATEST_IN_FILES)
            instanceof Decoded.Event event
        && event.event() instanceof Purchase purchase) {
      return new PastPurchase(purchase, payload);
    }
    throw new IOException(file + " is damaged in line " + row.line());
  }

  int size() {
    return purchases.size();
  }

  Set<String> customers() {
    return purchases.stream().map(PastPurchase::customerId).collect(Collectors.toSet());
  }

  Instant start() {
    return Instant.ofEpochMilli(purchases.get(0).timeMillis());
  }

  /** The start of the day after the last purchase. */
  Instant end() {
    return Instant.ofEpochMilli(purchases.get(size() - 1).timeMillis())
        .truncatedTo(ChronoUnit.DAYS)
        .plus(1, ChronoUnit.DAYS);
  }

  /** What was really bought in a span of time, the first instant exclusive, the last inclusive. */
  Stream<Purchase> boughtBetween(Instant after, Instant until) {
    return purchases.stream()
        .map(PastPurchase::purchase)
        .filter(Purchase::isBought)
        .filter(p -> p.timeMillis() > after.toEpochMilli())
        .filter(p -> p.timeMillis() <= until.toEpochMilli());
  }
}
