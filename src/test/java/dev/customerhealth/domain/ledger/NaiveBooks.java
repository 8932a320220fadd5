package dev.customerhealth.domain.ledger;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Visit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every event of a customer, kept; every question is answered by walking through all of them. */
final class NaiveBooks {

  static final int FIRST_DAY = 19_000;
  private static final Map<String, BigDecimal> RATES =
      Map.of(
          "GBP",
          BigDecimal.ONE,
          "USD",
          new BigDecimal("0.812345"),
          "VND",
          new BigDecimal("0.000031"));

  /** An event, the day it happened on and the one its money belongs to. */
  record Entry(CustomerEvent event, int day, int moneyDay, long idHash, @Nullable Long reversed) {

    void bookIn(Ledger ledger) {
      if (event instanceof Purchase purchase) {
        // Seen from the first day, everything is within reach.
        ledger.book(day, FIRST_DAY, purchase, rate(purchase), idHash, reversed);
      } else if (event instanceof Visit visit) {
        ledger.book(day, visit, idHash);
      } else {
        ledger.note(day, idHash);
      }
    }

    static Optional<BigDecimal> rate(Purchase purchase) {
      return Optional.ofNullable(RATES.get(purchase.currency()));
    }

    BigDecimal money() {
      if (event instanceof Purchase p && p.amount() != null && rate(p).isPresent()) {
        return p.amount().multiply(rate(p).orElseThrow()).setScale(4, RoundingMode.HALF_EVEN);
      }
      return BigDecimal.ZERO;
    }

    boolean isPurchase() {
      return event instanceof Purchase p && (p.amount() == null || p.amount().signum() > 0);
    }

    boolean isZeroRow() {
      return event instanceof Purchase p && p.amount() != null && p.amount().signum() == 0;
    }

    boolean isOfUnknownValue() {
      return isPurchase()
          && (((Purchase) event).amount() == null || rate((Purchase) event).isEmpty());
    }

    boolean cameIn() {
      return event instanceof Visit v
          && (v.kind() == Visit.Kind.CAME || v.kind() == Visit.Kind.CHECK_IN);
    }

    int items() {
      Integer items = isPurchase() ? ((Purchase) event).itemCount() : null;
      return items == null ? 0 : items;
    }

    boolean isOnLine(String line) {
      return event instanceof Purchase p && line.equals(p.serviceLine());
    }
  }

  final List<Entry> entries;

  NaiveBooks(List<Entry> entries) {
    this.entries = entries;
  }

  /** Three years of everything that can be booked. */
  static NaiveBooks random(Random random) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Integer> purchaseDays = new HashMap<>();
    int events = 5 + random.nextInt(150);
    int reach = 1 + random.nextInt(1000);
    for (int i = 0; i < events; i++) {
      int day = FIRST_DAY + random.nextInt(reach);
      CustomerEvent event = event(random, "e" + i, day, purchaseDays);
      String named = event instanceof Purchase p ? p.reverses() : null;
      int moneyDay = named == null ? day : purchaseDays.get(named);
      Long reversed = named == null ? null : (Long) hash(named);
      entries.add(new Entry(event, day, moneyDay, hash("e" + i), reversed));
    }
    return new NaiveBooks(entries);
  }

  private static long hash(String id) {
    return id.hashCode() * 7919L & 0xFFFF_FFFFL;
  }

  private static CustomerEvent event(
      Random random, String id, int day, Map<String, Integer> purchaseDays) {
    long time = day * 86_400_000L + random.nextInt(86_400_000);
    int kind = random.nextInt(10);
    if (kind == 0) {
      return Facts.profile(time, null, null, null);
    }
    if (kind < 3) {
      return Facts.visit(id, time, Visit.Kind.values()[random.nextInt(5)]);
    }
    String currency = List.of("GBP", "GBP", "GBP", "USD", "VND", "XYZ").get(random.nextInt(6));
    String line = random.nextInt(3) == 0 ? null : "line" + random.nextInt(20);
    String amount = amount(random, kind);
    String reverses = null;
    if (amount != null
        && amount.startsWith("-")
        && !purchaseDays.isEmpty()
        && random.nextBoolean()) {
      reverses =
          purchaseDays.keySet().stream()
              .sorted()
              .skip(random.nextInt(purchaseDays.size()))
              .findFirst()
              .orElseThrow();
    }
    if (amount == null || !amount.startsWith("-")) {
      purchaseDays.put(id, day);
    }
    Integer items = random.nextInt(4) == 0 ? null : (Integer) random.nextInt(30);
    return Facts.purchase(id, time, amount, currency, items, line, reverses);
  }

  private static String amount(Random random, int kind) {
    return switch (kind) {
      case 3 -> null;
      case 4 -> "0.00";
      case 5 -> "-" + (1 + random.nextInt(9999)) + "." + (1 + random.nextInt(99));
      default -> random.nextInt(5000) + "." + (1 + random.nextInt(999_999));
    };
  }

  Ledger ledger() {
    Ledger ledger = new Ledger();
    entries.forEach(entry -> entry.bookIn(ledger));
    return ledger;
  }

  /** Sums over the days that are 0 to length - 1 days old. */
  long spend(int today, int length) {
    return sum(today, length, e -> e.money().movePointRight(4).longValueExact());
  }

  long items(int today, int length) {
    return sum(today, length, Entry::items);
  }

  long visits(int today, int length) {
    return IntStream.rangeClosed(today - length + 1, today).mapToLong(this::visitsOn).sum();
  }

  private long visitsOn(int day) {
    long rows = entries.stream().filter(e -> e.moneyDay() == day && e.cameIn()).count();
    long receipts =
        entries.stream()
            .filter(e -> e.moneyDay() == day && (e.isPurchase() || e.isZeroRow()))
            .count();
    return Math.max(rows, receipts);
  }

  long sum(int today, int length, ToLongFunction<Entry> number) {
    return entries.stream()
        .filter(e -> e.moneyDay() <= today && e.moneyDay() > today - length)
        .mapToLong(number)
        .sum();
  }
}
