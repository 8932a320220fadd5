package dev.customerhealth.cli.demo;

import dev.customerhealth.cli.synthetic.SyntheticFeedback;
import dev.customerhealth.codec.CsvEvents;
import dev.customerhealth.codec.CsvRow;
import dev.customerhealth.codec.EventEncoder;
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
import org.apache.avro.specific.SpecificRecord;

/**
 * What is replayed, in the order of its time: real purchases and, after {@link
 * #withSyntheticFeedback}, what was made up about them. Never empty.
 */
record History(List<PastEvent> events) {

  History {
    if (events.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to replay");
    }
    events =
        events.stream()
            .sorted(Comparator.comparingLong(PastEvent::timeMillis).thenComparing(PastEvent::type))
            .toList();
  }

  /**
   * The purchases of a file.
   *
   * @throws IOException if the file or one of its rows cannot be read
   */
  static History read(Path file) throws IOException {
    List<PastEvent> purchases = new ArrayList<>();
    try (CsvEvents rows = CsvEvents.open(file, EventType.PURCHASE)) {
      while (rows.hasNext()) {
        CsvRow row = rows.next();
        purchases.add(
            PastEvent.of(EventType.PURCHASE, row.payload())
                .orElseThrow(() -> new IOException(file + " is damaged in line " + row.line())));
      }
    }
    return new History(purchases);
  }

  /** The customers of the cards say nothing: their stories are real to the last number. */
  History withSyntheticFeedback() {
    Set<String> cards = Card.all().stream().map(Card::customerId).collect(Collectors.toSet());
    EventEncoder encoder = new EventEncoder();
    Stream<PastEvent> madeUp =
        SyntheticFeedback.about(purchases().toList(), cards).stream()
            .map(synthetic -> madeUp(synthetic, encoder));
    return new History(Stream.concat(events.stream(), madeUp).toList());
  }

  /** The one event of a CRM, if its customer is in the history. */
  History withStagedContact() {
    return customers().contains(StagedContact.CUSTOMER)
        ? new History(Stream.concat(events.stream(), Stream.of(StagedContact.event())).toList())
        : this;
  }

  private static PastEvent madeUp(SpecificRecord synthetic, EventEncoder encoder) {
    return PastEvent.of(SyntheticFeedback.type(synthetic), encoder.encode(synthetic))
        .orElseThrow(() -> new IllegalStateException("The job would reject " + synthetic));
  }

  int size() {
    return events.size();
  }

  Stream<Purchase> purchases() {
    return events.stream().flatMap(event -> event.purchase().stream());
  }

  Stream<PastEvent> synthetic() {
    return events.stream()
        .filter(event -> event.purchase().isEmpty() && event.type() != EventType.ACTION);
  }

  /** Those whose event is in it. */
  Stream<Card> cards() {
    Set<String> ids = events.stream().map(PastEvent::id).collect(Collectors.toSet());
    return Card.all().stream().filter(card -> ids.contains(card.transactionId()));
  }

  long actions() {
    return events.stream().filter(event -> event.type() == EventType.ACTION).count();
  }

  Set<String> customers() {
    return events.stream().map(PastEvent::customerId).collect(Collectors.toSet());
  }

  /** Pieces of feedback in it, each of which must get a level. */
  long feedback() {
    return synthetic().filter(event -> event.event().type() == EventType.FEEDBACK).count();
  }

  /** Customers of whom not everything is real. */
  Set<String> syntheticCustomers() {
    return synthetic().map(PastEvent::customerId).collect(Collectors.toSet());
  }

  Instant start() {
    return Instant.ofEpochMilli(events.get(0).timeMillis());
  }

  /** The start of the day after the last event. */
  Instant end() {
    return Instant.ofEpochMilli(events.get(size() - 1).timeMillis())
        .truncatedTo(ChronoUnit.DAYS)
        .plus(1, ChronoUnit.DAYS);
  }

  /** What was really bought in a span of time, the first instant exclusive, the last inclusive. */
  Stream<Purchase> boughtBetween(Instant after, Instant until) {
    return purchases()
        .filter(Purchase::isBought)
        .filter(p -> p.timeMillis() > after.toEpochMilli())
        .filter(p -> p.timeMillis() <= until.toEpochMilli());
  }
}
