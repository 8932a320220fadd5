package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CadenceFitTest {

  @Test
  void givesThePublishedParametersOnCdnow() {
    FittedCadence fit = fit(cdnow("cdnow_sample.csv.gz"), "1997-10-01");

    assertThat(fit.isFitted()).isTrue();
    assertThat(fit.customers()).isEqualTo(2357);
    assertParams(fit.model().bg(), 5e-4, .243, 4.414, .793, 2.426);
    assertThat(fit.bgLogLikelihood()).isCloseTo(-9582.4, within(.05));
    assertParams(fit.model().mbg(), 5e-4, .525, 6.183, .891, 1.614);
    assertThat(fit.mbgLogLikelihood()).isCloseTo(-9582.1, within(.05));
  }

  @Test
  void givesTheShippedParametersOnOnlineRetail() {
    FittedCadence fit = fit(PurchaseLog.of(onlineRetail()), "2011-06-01");

    CadenceModel shipped = ShippedModel.MODEL;
    assertParams(
        fit.model().bg(),
        5e-3,
        shipped.bg().r(),
        shipped.bg().alpha(),
        shipped.bg().a(),
        shipped.bg().b());
    assertParams(
        fit.model().mbg(),
        5e-3,
        shipped.mbg().r(),
        shipped.mbg().alpha(),
        shipped.mbg().a(),
        shipped.mbg().b());
    assertThat(fit.model().typicalGapDays()).isEqualTo(shipped.typicalGapDays());
    assertThat(fit.mixLogLikelihood())
        .isGreaterThan(mixLogLikelihood(shipped.mix(), "2011-06-01") - 0.5);
  }

  @Test
  void givesTheSameBitsEveryTime() {
    List<int[]> customers = synthetic(300, 7);
    assertThat(CadenceFit.fit(customers, 1_000, ShippedModel.MODEL))
        .isEqualTo(CadenceFit.fit(customers, 1_000, ShippedModel.MODEL));
  }

  @Test
  void fallsBackWithAReasonWhenThereIsTooLittle() {
    List<int[]> few = synthetic(10, 1);
    FittedCadence fit = CadenceFit.fit(few, 1_000, ShippedModel.MODEL);

    assertThat(fit.isFitted()).isFalse();
    assertThat(fit.model()).isEqualTo(ShippedModel.MODEL);
    assertThat(fit.fallbackReason()).contains("10 customers");
    assertThat(CadenceFit.fit(List.of(), 1_000, ShippedModel.MODEL).isFitted()).isFalse();
  }

  @Test
  void fallsBackWhenNobodyCameTwice() {
    List<int[]> once = IntStream.range(0, 500).mapToObj(i -> new int[] {500 + i % 400}).toList();
    assertThat(CadenceFit.fit(once, 1_000, ShippedModel.MODEL).fallbackReason())
        .contains("0 with a repeat");
  }

  @Test
  void staysFiniteForClockworkBuyersWhoNeverLeave() {
    List<int[]> weekly =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    IntStream.range(0, 20 + i % 30)
                        .map(week -> 999 - i % 7 - 7 * (19 + i % 30 - week))
                        .toArray())
            .toList();
    assertFinite(CadenceFit.fit(weekly, 1_000, ShippedModel.MODEL));
  }

  @Test
  void staysFiniteForBuyersOfTheLastWeek() {
    List<int[]> young =
        IntStream.range(0, 200)
            .mapToObj(i -> i % 3 == 0 ? new int[] {995, 998} : new int[] {996})
            .toList();
    assertFinite(CadenceFit.fit(young, 1_000, ShippedModel.MODEL));
  }

  private static void assertFinite(FittedCadence fit) {
    assertThat(fit.isFitted()).isTrue();
    CadenceModel model = fit.model();
    for (NbdParams p : List.of(model.bg(), model.mbg(), model.mix().nbd())) {
      assertThat(List.of(p.r(), p.alpha(), p.a(), p.b()))
          .allSatisfy(value -> assertThat(value).isBetween(1e-6, 2e5));
    }
    assertThat(model.mix().weights()).allSatisfy(weight -> assertThat(weight).isPositive());
    assertThat(model.mix().weights().stream().mapToDouble(w -> w).sum())
        .isCloseTo(1, within(1e-12));
    double risk = model.silenceRisk(Rhythm.NONE.plus(900).plus(907).plus(921), 999, 90);
    assertThat(risk).isBetween(0.0, 1.0);
  }

  /** Customers with exponential gaps of a rate and a life of their own. */
  private static List<int[]> synthetic(int count, long seed) {
    Random random = new Random(seed);
    List<int[]> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double meanGap = 5 + 60 * random.nextDouble();
      TreeSet<Integer> days = new TreeSet<>();
      for (double day = 500 + random.nextInt(400);
          day < 1_000;
          day -= meanGap * Math.log(1 - random.nextDouble())) {
        days.add((int) day);
        if (random.nextDouble() < .1) {
          break;
        }
      }
      customers.add(days.stream().mapToInt(d -> d).toArray());
    }
    return customers;
  }

  private static double mixLogLikelihood(MixParams mix, String cutoff) {
    int day = PurchaseLog.epochDay(cutoff);
    List<Rhythm> rhythms =
        PurchaseLog.of(onlineRetail()).purchaseDays().stream()
            .map(days -> OccurrenceDays.rhythmBefore(days, day))
            .filter(rhythm -> rhythm.days() > 0)
            .toList();
    double[] logWeights = mix.weights().stream().mapToDouble(Math::log).toArray();
    return new MixLikelihood(RhythmSample.withLogGaps(rhythms, day - 1)).of(mix.nbd(), logWeights);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2010-06-01", "2010-09-01", "2010-12-01"})
  void staysFiniteWhereAShortHistoryLeavesDropoutUnidentified(String cutoff) {
    FittedCadence fit = fit(PurchaseLog.of(onlineRetail()), cutoff);

    assertThat(fit.isFitted()).isTrue();
    CadenceModel model = fit.model();
    for (NbdParams p : List.of(model.bg(), model.mbg(), model.mix().nbd())) {
      assertThat(List.of(p.r(), p.alpha(), p.a(), p.b()))
          .allSatisfy(value -> assertThat(value).isBetween(5e-4, 200.0));
    }
  }

  private static FittedCadence fit(PurchaseLog log, String cutoff) {
    return CadenceFit.fit(log.purchaseDays(), PurchaseLog.epochDay(cutoff), ShippedModel.MODEL);
  }

  private static Path onlineRetail() {
    Optional<Path> file = TestData.data("online_retail_ii.csv.gz");
    assumeTrue(file.isPresent(), "online_retail_ii.csv.gz is not here");
    return file.get();
  }

  private static PurchaseLog cdnow(String name) {
    Optional<Path> file = TestData.data(name);
    assumeTrue(file.isPresent(), name + " is not here");
    return PurchaseLog.zeroIsUnknown(file.get());
  }

  private static void assertParams(
      NbdParams p, double tolerance, double r, double alpha, double a, double b) {
    assertThat(p.r()).isCloseTo(r, within(tolerance));
    assertThat(p.alpha()).isCloseTo(alpha, within(tolerance));
    assertThat(p.a()).isCloseTo(a, within(tolerance));
    assertThat(p.b()).isCloseTo(b, within(tolerance));
  }
}
