package dev.customerhealth.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Visit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {

  private static final int ROUNDS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyWindowIsTheSumOverAllEvents(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      NaiveBooks books = NaiveBooks.random(random);
      Ledger ledger = books.ledger();
      int today = NaiveBooks.FIRST_DAY + random.nextInt(1100);
      Windows windows = ledger.windows(today);
      for (int w = 0; w < Windows.DAYS.length; w++) {
        int length = Windows.DAYS[w];
        String as = "seed " + seed + " round " + round + " d" + length;
        assertThat(windows.spend()[w]).as(as).isEqualTo(books.spend(today, length));
        assertThat(windows.visits()[w]).as(as).isEqualTo(books.visits(today, length));
        assertThat(windows.items()[w]).as(as).isEqualTo(books.items(today, length));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void everySpanIsTheSumOverAllEvents(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      NaiveBooks books = NaiveBooks.random(random);
      Ledger ledger = books.ledger();
      int from = NaiveBooks.FIRST_DAY + random.nextInt(1000);
      int length = 1 + random.nextInt(300);
      int to = from + length - 1;
      SpanTotal total = ledger.total(from, to);
      String as = "seed " + seed + " round " + round;
      assertThat(total.spend).as(as).isEqualTo(books.spend(to, length));
      assertThat(total.purchases)
          .as(as)
          .isEqualTo((int) books.sum(to, length, e -> e.isPurchase() ? 1 : 0));
      assertThat(total.unknownValue)
          .as(as)
          .isEqualTo((int) books.sum(to, length, e -> e.isOfUnknownValue() ? 1 : 0));
      for (String line : ledger.lines()) {
        SpanTotal ofLine = ledger.total(from, to, ledger.lines().indexOf(line));
        long spend =
            books.sum(
                to,
                length,
                e -> e.isOnLine(line) ? e.money().movePointRight(4).longValueExact() : 0);
        assertThat(ofLine.spend).as(as).isEqualTo(spend);
        assertThat(ofLine.purchases)
            .as(as)
            .isEqualTo(
                (int) books.sum(to, length, e -> e.isOnLine(line) && e.isPurchase() ? 1 : 0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void theOrderOfArrivalLeavesNoTrace(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      NaiveBooks books = NaiveBooks.random(random);
      Ledger inOrder = withKnownLines();
      books.entries.forEach(e -> e.bookIn(inOrder));
      List<NaiveBooks.Entry> shuffled = new ArrayList<>(books.entries);
      Collections.shuffle(shuffled, random);
      Ledger anyOrder = withKnownLines();
      shuffled.forEach(e -> e.bookIn(anyOrder));
      assertThat(text(anyOrder)).as("seed %s round %s", seed, round).isEqualTo(text(inOrder));
    }
  }

  /** Which sixteen lines are told apart is a matter of arrival; here they are settled before. */
  private static Ledger withKnownLines() {
    List<String> lines =
        IntStream.range(0, Ledger.MAX_LINES).mapToObj(i -> "line" + i).collect(Collectors.toList());
    return new Ledger(new ArrayList<>(), lines, new ArrayList<>());
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void droppingOldDaysChangesNoAnswer(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      NaiveBooks books = NaiveBooks.random(random);
      Ledger whole = books.ledger();
      Ledger pruned = books.ledger();
      int today = NaiveBooks.FIRST_DAY + 1000 + random.nextInt(500);
      pruned.prune(today);
      String as = "seed " + seed + " round " + round;
      assertThat(pruned.days()).as(as).allMatch(d -> today - d.day < Ledger.REACH_DAYS);
      assertThat(text(pruned.windows(today))).as(as).isEqualTo(text(whole.windows(today)));
      assertThat(pruned.purchaseDayTotals(today, Ledger.REACH_DAYS))
          .as(as)
          .isEqualTo(whole.purchaseDayTotals(today, Ledger.REACH_DAYS));
      assertThat(pruned.validUntil(today)).as(as).isEqualTo(whole.validUntil(today));
      for (NaiveBooks.Entry entry : books.entries) {
        assertThat(pruned.dayOf(entry.idHash(), today))
            .as(as)
            .isEqualTo(whole.dayOf(entry.idHash(), today));
      }
    }
  }

  @Test
  void sixteenServiceLinesAreToldApartAndTheOthersShareOne() {
    Ledger ledger = new Ledger();
    for (int i = 0; i < 20; i++) {
      String amount = String.valueOf(i + 1);
      var bought = Facts.purchase("p" + i, 0, amount, "GBP", 1, "line" + i, null);
      ledger.book(100, 100, bought, Optional.of(BigDecimal.ONE), i, null);
    }
    assertThat(ledger.lines()).hasSize(16).contains("line0", "line15").doesNotContain("line16");
    assertThat(ledger.total(100, 100, 15).spend).isEqualTo(16_0000);
    SpanTotal other = ledger.total(100, 100, Ledger.OTHER_LINE);
    assertThat(other.spend).isEqualTo((17 + 18 + 19 + 20) * 10_000L);
    assertThat(other.purchases).isEqualTo(4);
    assertThat(ledger.total(100, 100).spend).isEqualTo(210_0000);
  }

  @Test
  void anEventIsKnownForFourHundredDays() {
    Ledger ledger = new Ledger();
    ledger.note(1000, 42);
    assertThat(ledger.knows(42, 1000)).isTrue();
    assertThat(ledger.knows(42, 1399)).isTrue();
    assertThat(ledger.knows(42, 1400)).isFalse();
    assertThat(ledger.knows(43, 1000)).isFalse();
  }

  @Test
  void aPurchaseNeedsNoVisitOfItsOwn() {
    Ledger ledger = new Ledger();
    came(ledger, 1, Visit.Kind.CAME);
    assertThat(visits(ledger)).isEqualTo(1);
    bought(ledger, 2, "5");
    assertThat(visits(ledger)).isEqualTo(1);
    bought(ledger, 3, "0");
    assertThat(visits(ledger)).isEqualTo(2);
    came(ledger, 4, Visit.Kind.CHECK_IN);
    came(ledger, 5, Visit.Kind.NO_SHOW);
    came(ledger, 6, Visit.Kind.RESERVED);
    came(ledger, 7, Visit.Kind.CANCELLED);
    assertThat(visits(ledger)).isEqualTo(2);
    came(ledger, 8, Visit.Kind.CAME);
    assertThat(visits(ledger)).isEqualTo(3);
    bought(ledger, 9, "-5");
    assertThat(visits(ledger)).isEqualTo(3);
  }

  private static void came(Ledger ledger, long id, Visit.Kind kind) {
    ledger.book(100, Facts.visit("v" + id, 0, kind), id);
  }

  private static void bought(Ledger ledger, long id, String amount) {
    ledger.book(
        100, 100, Facts.purchase("p" + id, 0, amount), Optional.of(BigDecimal.ONE), id, null);
  }

  private static long visits(Ledger ledger) {
    return ledger.windows(100).visits()[0];
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11})
  void theWindowsHoldUntilTheFirstDayOnWhichAScanFindsOthers(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Ledger ledger = NaiveBooks.random(random).ledger();
      int newest = ledger.days().get(ledger.days().size() - 1).day;
      int today = newest + random.nextInt(420);
      assertThat(ledger.validUntil(today))
          .as("seed %s round %s", seed, round)
          .isEqualTo(scanForChange(ledger, today));
    }
  }

  private static OptionalInt scanForChange(Ledger ledger, int today) {
    String now = text(ledger.windows(today));
    return IntStream.rangeClosed(today + 1, today + 366)
        .filter(day -> !text(ledger.windows(day)).equals(now))
        .findFirst();
  }

  private static String text(Windows windows) {
    return Arrays.toString(windows.spend())
        + Arrays.toString(windows.visits())
        + Arrays.toString(windows.items());
  }

  static String text(Ledger ledger) {
    return ledger.days().stream().map(LedgerTest::text).collect(Collectors.joining("\n"))
        + ledger.lines();
  }

  private static String text(DayBucket d) {
    List<Object> parts =
        List.of(d.day, d.spend, d.purchases, d.unknownValue, d.unknownCurrency, d.zeroRows);
    List<Object> more = List.of(d.visitRows, d.items, d.lines, Arrays.toString(d.ids));
    return parts + " " + more;
  }
}
