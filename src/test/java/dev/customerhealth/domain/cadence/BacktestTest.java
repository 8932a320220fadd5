package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacktestTest {

  private static final List<Double> THRESHOLDS = List.of(.5, .7);

  @Test
  void ranksOnlineRetailAtNewYear2011AsMeasured() {
    BacktestReport report = refitted(onlineRetail(), "2011-01-01");

    assertThat(report.customers()).isEqualTo(2856);
    assertThat(report.baseRate()).isCloseTo(.567, within(.0005));
    assertThat(report.silenceRisk().auc()).isGreaterThanOrEqualTo(.745);
    assertBaselines(report, .677, .523);
  }

  @Test
  void ranksOnlineRetailInJune2011AsMeasured() {
    BacktestReport report = refitted(onlineRetail(), "2011-06-01");

    assertThat(report.customers()).isEqualTo(3315);
    assertThat(report.baseRate()).isCloseTo(.567, within(.0005));
    assertThat(report.silenceRisk().auc()).isGreaterThanOrEqualTo(.790);
    assertBaselines(report, .732, .632);
  }

  /** Only customers whose own horizon lies within the data can be checked. */
  @Test
  void ownRiskIsCalibratedByFifthsInJune2011() {
    PurchaseLog log = onlineRetail();
    int cutoff = PurchaseLog.epochDay("2011-06-01");
    int end = PurchaseLog.epochDay("2011-12-10");
    List<double[]> predictedAndSeen = new ArrayList<>();
    for (int[] days : log.purchaseDays()) {
      Rhythm rhythm = OccurrenceDays.rhythmBefore(days, cutoff);
      if (rhythm.repeats() == 0) {
        continue;
      }
      CustomerCadence cadence = ShippedModel.MODEL.of(rhythm);
      int until = cutoff + (int) Math.round(cadence.ownHorizonDays());
      double risk = cadence.ownSilenceRisk(cutoff - 1);
      if (cutoff - 1 < cadence.gateDay()) {
        assertThat(risk).as("inside the own gap: %s", rhythm).isLessThan(.52);
      }
      if (until <= end) {
        predictedAndSeen.add(
            new double[] {risk, OccurrenceDays.anyIn(days, cutoff, until) ? 0 : 1});
      }
    }
    predictedAndSeen.sort(Comparator.comparingDouble(pair -> pair[0]));
    int fifth = predictedAndSeen.size() / 5;
    for (int i = 0; i < 5; i++) {
      List<double[]> group = predictedAndSeen.subList(i * fifth, (i + 1) * fifth);
      assertThat(mean(group, 0)).as("fifth %d", i).isCloseTo(mean(group, 1), within(.05));
    }
  }

  private static double mean(List<double[]> pairs, int index) {
    return pairs.stream().mapToDouble(pair -> pair[index]).average().orElseThrow();
  }

  @Test
  void ranksTheWholeOfCdnowAsMeasured() {
    Optional<Path> file = TestData.data("cdnow_master.csv.gz");
    assumeTrue(file.isPresent(), "CDNOW is not here");
    BacktestReport report = refitted(PurchaseLog.zeroIsUnknown(file.get()), "1998-01-01");

    assertThat(report.customers()).isEqualTo(10_490);
    assertThat(report.baseRate()).isCloseTo(.699, within(.001));
    assertThat(report.silenceRisk().auc()).isCloseTo(.735, within(.003));
    assertBaselines(report, .709, .643);
  }

  @Test
  void countsAlarmsByHand() {
    int cutoff = 1_000;
    BacktestSubject insideOwnGap = buyer(728, 929);
    List<BacktestSubject> subjects =
        List.of(
            buyer(860, 870, 880, 890, 900, 910),
            buyer(860, 870, 880, 890, 900, 910, 1_010),
            buyer(970, 977, 984, 991, 998, 1_005),
            buyer(970, 977, 984, 991, 998),
            insideOwnGap,
            buyer(998),
            buyer(1_005, 1_012));

    BacktestReport report = Backtest.run(subjects, cutoff, 90, List.of(.5, .99999), .5);

    assertThat(report.customers()).isEqualTo(5);
    assertThat(report.baseRate()).isEqualTo(.6);
    assertThat(report.alerts().get(0)).isEqualTo(new BacktestReport.Alerts(.5, 2, .5, 1 / 3.0, 40));
    assertThat(report.alerts().get(1).count()).isZero();
    assertThat(report.alerts().get(1).precision()).isNaN();
    assertThat(report.baselines().get(2).customers()).isEqualTo(2);
  }

  @Test
  void hasNoFiguresWithoutCustomers() {
    BacktestReport report = Backtest.run(List.of(), 1_000, 90, THRESHOLDS, .5);
    assertThat(report.customers()).isZero();
    assertThat(report.silenceRisk().auc()).isNaN();
  }

  private static BacktestReport refitted(PurchaseLog log, String cutoff) {
    int day = PurchaseLog.epochDay(cutoff);
    FittedCadence fit = CadenceFit.fit(log.purchaseDays(), day, ShippedModel.MODEL);
    assertThat(fit.isFitted()).isTrue();
    BacktestReport report = Backtest.run(log.subjects(fit.model()), day, 90, THRESHOLDS, .5);
    return report;
  }

  private static void assertBaselines(BacktestReport report, double recency, double ownGap) {
    assertThat(report.baselines().get(0).auc()).isCloseTo(recency, within(.005));
    assertThat(report.baselines().get(1).auc()).isCloseTo(ownGap, within(.005));
  }

  private static PurchaseLog onlineRetail() {
    Optional<Path> file = TestData.data("online_retail_ii.csv.gz");
    assumeTrue(file.isPresent(), "online_retail_ii.csv.gz is not here");
    return PurchaseLog.of(file.get());
  }

  /** Buys for 10 on each of the days. */
  private static BacktestSubject buyer(int... days) {
    return new BacktestSubject() {
      @Override
      public int[] occurrenceDays() {
        return days;
      }

      @Override
      public double spend(int fromDay, int untilDay) {
        return 10 * purchases(fromDay, untilDay);
      }

      @Override
      public int purchases(int fromDay, int untilDay) {
        return (int) Arrays.stream(days).filter(day -> day >= fromDay && day < untilDay).count();
      }

      @Override
      public CadenceModel model() {
        return ShippedModel.MODEL;
      }
    };
  }
}
