package dev.customerhealth.domain.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.SpendComponentRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpendComponentTest {

  private static final SpendComponentRules RULES = new SpendComponentRules(91, 273, 3, 91);

  private final Ledger ledger = new Ledger();
  private int ids;

  @Test
  void recentSpendIsComparedWithTheUsualBothSmoothedByOneMedianPurchase() {
    bought(0, "10");
    bought(50, "30");
    bought(90, "20");
    bought(100, "15");
    // Base of 91 days: 60; recent: 15; median of 10, 15, 20, 30: 17.5.
    assertThat(value(0, 181)).isEqualTo((15 + 17.5) / (60 + 17.5), within(1e-12));
  }

  @Test
  void nobodyScoresMoreThanFullMarksForSpendingMore() {
    bought(0, "10");
    bought(50, "10");
    bought(90, "10");
    bought(120, "1000");
    assertThat(value(0, 181)).isEqualTo(1);
  }

  @Test
  void returnsCannotPushItBelowZero() {
    bought(0, "10");
    bought(50, "10");
    bought(90, "10");
    bought(120, "-1000");
    assertThat(value(0, 181)).isEqualTo(0);
  }

  @Test
  void ninetyDaysOfBaseAreTooFew() {
    bought(0, "10");
    bought(50, "10");
    bought(80, "10");
    assertThat(value(0, 180)).isNull();
    assertThat(value(0, 181)).isNotNull();
  }

  @Test
  void twoPurchasesAreNoBase() {
    bought(0, "10");
    bought(50, "10");
    bought(120, "10");
    assertThat(value(0, 181)).isNull();
    bought(50, "10");
    assertThat(value(0, 181)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 60, 91, 181})
  void onePurchaseOfUnknownValueInEitherWindowLeavesNothingToSay(int day) {
    bought(0, "10");
    bought(50, "10");
    bought(60, "10");
    bought(70, "10");
    bought(day, null);
    assertThat(value(0, 181)).isNull();
  }

  @Test
  void aPurchaseOfUnknownValueBeforeTheBaseDoesNotMatter() {
    bought(0, null);
    for (int day : new int[] {120, 150, 200, 300}) {
      bought(day, "10");
    }
    assertThat(value(0, 390)).isNotNull();
  }

  @Test
  void aBaseThatWasAllReturnedSaysNothingUnlessAPurchaseIsTheYardstick() {
    bought(0, "10");
    bought(0, "10");
    bought(0, "10");
    bought(0, "-30");
    assertThat(value(0, 181)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void equalsTheFormulaOverAllPurchases(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Ledger books = new Ledger();
      List<Row> rows = new ArrayList<>();
      int count = 1 + random.nextInt(40);
      int reach = 1 + random.nextInt(700);
      for (int i = 0; i < count; i++) {
        Row row = Row.random(random, reach);
        rows.add(row);
        var purchase = Facts.purchase("p" + i, 0, row.amount());
        books.book(row.day(), row.day(), purchase, Optional.of(BigDecimal.ONE), i, null);
      }
      int first = rows.stream().filter(Row::isBought).mapToInt(Row::day).min().orElse(0);
      int today = reach + random.nextInt(100);
      Double value = SpendComponent.value(books, first, today, RULES);
      Double naive = naive(rows, first, today);
      String as = "seed " + seed + " round " + round + " " + rows + " today " + today;
      if (naive == null) {
        assertThat(value).as(as).isNull();
      } else {
        assertThat(value).as(as).isEqualTo(naive, within(1e-9));
      }
    }
  }

  private record Row(int day, @Nullable String amount) {

    static Row random(Random random, int reach) {
      int day = random.nextInt(reach);
      return switch (random.nextInt(40)) {
        case 0 -> new Row(day, null);
        case 1, 2, 3 -> new Row(day, "-" + random.nextInt(100));
        case 4 -> new Row(day, "0");
        default -> new Row(day, (1 + random.nextInt(300)) + ".25");
      };
    }

    boolean isBought() {
      return amount == null || Double.parseDouble(amount) > 0;
    }

    double money() {
      return amount == null ? 0 : Double.parseDouble(amount);
    }
  }

  private static @Nullable Double naive(List<Row> rows, int first, int today) {
    int baseFrom = Math.max(first, today - 91 - 273 + 1);
    int baseTo = today - 91;
    int baseDays = baseTo - baseFrom + 1;
    List<Row> base = rows.stream().filter(r -> r.day() >= baseFrom && r.day() <= baseTo).toList();
    List<Row> recent = rows.stream().filter(r -> r.day() > baseTo && r.day() <= today).toList();
    boolean unknown =
        base.stream().anyMatch(r -> r.amount() == null)
            || recent.stream().anyMatch(r -> r.amount() == null);
    if (baseDays < 91 || base.stream().filter(Row::isBought).count() < 3 || unknown) {
      return null;
    }
    double usual = base.stream().mapToDouble(Row::money).sum() / baseDays * 91;
    double median = median(rows, today);
    double now = recent.stream().mapToDouble(Row::money).sum();
    if (usual + median <= 0) {
      return null;
    }
    return Math.max(0, Math.min(1, (now + median) / (usual + median)));
  }

  /** Of the days with a purchase of known value whose total is above zero. */
  private static double median(List<Row> rows, int today) {
    TreeMap<Integer, Double> totals = new TreeMap<>();
    for (Row row : rows) {
      if (row.day() <= today && row.day() > today - 400) {
        totals.merge(row.day(), row.money(), Double::sum);
      }
    }
    totals.keySet().removeIf(day -> rows.stream().noneMatch(r -> r.day() == day && isKnown(r)));
    double[] sorted =
        totals.values().stream().mapToDouble(d -> d).filter(d -> d > 0).sorted().toArray();
    int n = sorted.length;
    return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static boolean isKnown(Row row) {
    return row.amount() != null && row.money() > 0;
  }

  private @Nullable Double value(int firstDay, int today) {
    return SpendComponent.value(ledger, firstDay, today, RULES);
  }

  private void bought(int day, @Nullable String amount) {
    ledger.book(
        day, day, Facts.purchase("p" + ids, 0, amount), Optional.of(BigDecimal.ONE), ids++, null);
  }
}
