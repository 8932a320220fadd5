package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.cadence.TestData;
import dev.customerhealth.domain.ledger.Windows;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real customers, as of 2011-05-31, under the shipped rules. */
class OnlineRetailTest {

  private static final int TODAY = (int) OnlineRetail.LAST_DAY.toEpochDay();
  private static Map<String, Life> lives;

  @BeforeAll
  static void liveThroughTwoYears() {
    lives = OnlineRetail.lives();
  }

  @Test
  void everyGoldenCustomerHasTheReferenceRisks() {
    List<CSVRecord> golden = TestData.golden("golden_online_retail_ii");
    assertThat(golden).hasSizeGreaterThan(50);
    for (CSVRecord row : golden) {
      HealthScore record = lives.get(row.get("customer_id")).lastRecord();
      assertThat(record.cadence().silenceRisk())
          .as("%s", row)
          .isCloseTo(Double.parseDouble(row.get("silenceRisk")), within(1e-9));
      assertThat(record.cadence().pAlive())
          .as("%s", row)
          .isCloseTo(Double.parseDouble(row.get("pAlive")), within(1e-9));
    }
  }

  @Test
  void everyWindowIsTheSumOverTheFile() {
    lives.forEach(
        (id, life) -> {
          Windows windows = life.lastRecord().windows();
          for (int w = 0; w < Windows.DAYS.length; w++) {
            LocalDate from = OnlineRetail.LAST_DAY.minusDays(Windows.DAYS[w] - 1L);
            List<CSVRecord> rows =
                OnlineRetail.rowsByCustomer().get(id).stream()
                    .filter(row -> isWithin(row, from, OnlineRetail.LAST_DAY))
                    .toList();
            String as = id + " d" + Windows.DAYS[w];
            BigDecimal spend =
                rows.stream()
                    .map(OnlineRetailTest::amount)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(BigDecimal.valueOf(windows.spend()[w], 4))
                .as(as)
                .isEqualByComparingTo(spend);
            assertThat(windows.visits()[w])
                .as(as)
                .isEqualTo(rows.stream().filter(row -> amount(row).signum() >= 0).count());
            assertThat(windows.items()[w])
                .as(as)
                .isEqualTo(
                    rows.stream()
                        .filter(row -> amount(row).signum() > 0)
                        .mapToLong(row -> Long.parseLong(row.get("item_count")))
                        .sum());
          }
        });
  }

  private static BigDecimal amount(CSVRecord row) {
    return new BigDecimal(row.get("amount"));
  }

  private static boolean isWithin(CSVRecord row, LocalDate from, LocalDate to) {
    LocalDate day = OnlineRetail.day(row);
    return !day.isBefore(from) && !day.isAfter(to);
  }

  @Test
  void nobodyIsAtRiskInsideTheOwnGap() {
    List<String> atRisk = new ArrayList<>();
    int inside = 0;
    for (Life life : lives.values()) {
      HealthScore record = life.lastRecord();
      if (isRepeatBuyer(record) && silentDays(life) < record.cadence().gapDays()) {
        inside++;
        if (record.band() == Band.AT_RISK || record.status() == LifeStatus.AT_RISK) {
          atRisk.add(
              record.customerId()
                  + " "
                  + record.band()
                  + " "
                  + record.status()
                  + " "
                  + record.score().components()
                  + " "
                  + record.cadence()
                  + " "
                  + record.spendDrop());
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "inside the own gap: %d repeat buyers, at risk: %d%n", inside, atRisk.size());
    atRisk.forEach(System.out::println);
    assertThat(atRisk).isEmpty();
  }

  private static boolean isRepeatBuyer(HealthScore record) {
    return record.cadence() != null && record.purchaseDays() > 1;
  }

  private static int silentDays(Life life) {
    return life.customer().rhythm.silentDays(TODAY);
  }

  @Test
  void theOwnSilenceRiskIsCalibratedByFifths() {
    List<double[]> told = new ArrayList<>();
    for (Life life : lives.values()) {
      HealthScore record = life.lastRecord();
      double horizon = isRepeatBuyer(record) ? record.cadence().ownHorizonDays() : 1e9;
      if (TODAY + horizon <= OnlineRetail.END_OF_DATA.toEpochDay()) {
        told.add(
            new double[] {
              record.cadence().ownSilenceRisk(), stayedSilent(record.customerId(), horizon) ? 1 : 0
            });
      }
    }
    told.sort(Comparator.comparingDouble(pair -> pair[0]));
    for (int fifth = 0; fifth < 5; fifth++) {
      List<double[]> part = told.subList(told.size() * fifth / 5, told.size() * (fifth + 1) / 5);
      double predicted = part.stream().mapToDouble(pair -> pair[0]).average().orElseThrow();
      double observed = part.stream().mapToDouble(pair -> pair[1]).average().orElseThrow();
      System.out.printf(
          Locale.ROOT,
          "own silence risk, fifth %d of %d: predicted %.3f, observed %.3f%n",
          fifth + 1,
          told.size(),
          predicted,
          observed);
      assertThat(observed).as("fifth %s", fifth + 1).isCloseTo(predicted, within(.05));
    }
  }

  private static boolean stayedSilent(String customerId, double horizonDays) {
    return OnlineRetail.rowsByCustomer().get(customerId).stream()
        .filter(row -> amount(row).signum() > 0)
        .mapToLong(row -> OnlineRetail.day(row).toEpochDay() - TODAY)
        .noneMatch(ahead -> ahead > 0 && ahead <= horizonDays);
  }

  @Test
  void everyBandHasItsCustomers() {
    Map<Band, Integer> bands = new TreeMap<>();
    Map<LifeStatus, Integer> stages = new TreeMap<>();
    for (Life life : lives.values()) {
      bands.merge(life.lastRecord().band(), 1, Integer::sum);
      stages.merge(life.lastRecord().status(), 1, Integer::sum);
    }
    bands.forEach(
        (band, count) ->
            System.out.printf(
                Locale.ROOT, "%s %d = %.1f %%%n", band, count, 100.0 * count / lives.size()));
    System.out.println(stages);
    assertThat(bands).containsOnlyKeys(Band.values());
    assertThat(bands.values()).allMatch(count -> count > lives.size() / 50);
  }
}
