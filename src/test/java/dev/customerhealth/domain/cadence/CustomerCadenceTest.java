package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerCadenceTest {

  private static final CadenceModel MODEL = ShippedModel.MODEL;

  @Test
  void shrinksTheOwnGapToTheTypicalGapByTwoGaps() {
    assertThat(MODEL.gapDays(every(7, 5))).isCloseTo((2 * 30 + 28) / 6.0, within(1e-12));
    assertThat(MODEL.gapDays(every(7, 1))).isEqualTo(30);
  }

  @Test
  void opensTheGateOnTheFirstDayWithOneOwnGapOfSilence() {
    Rhythm monthly = every(30, 4);
    Rhythm weekly = every(7, 5);

    assertThat(MODEL.gateDay(monthly)).isEqualTo(monthly.lastDay() + 30);
    assertThat(MODEL.gateDay(weekly)).isEqualTo(weekly.lastDay() + 15);
  }

  @Test
  void holdsTheOwnHorizonBetweenThirtyDaysAndAYear() {
    assertThat(MODEL.ownHorizonDays(every(1, 200))).isEqualTo(30);
    assertThat(MODEL.ownHorizonDays(every(400, 6))).isEqualTo(365);
    assertThat(MODEL.ownHorizonDays(every(30, 4))).isEqualTo(60);
  }

  @Test
  void ownSilenceRiskIsTheRiskOverTheOwnHorizon() {
    Rhythm rhythm = every(20, 9);
    int day = rhythm.lastDay() + 40;
    assertThat(MODEL.ownSilenceRisk(rhythm, day))
        .isEqualTo(MODEL.silenceRisk(rhythm, day, MODEL.ownHorizonDays(rhythm)));
  }

  @Test
  void asksOneTimeBuyersByTheModelInWhichTheyMayHaveLeft() {
    Rhythm once = every(7, 1);
    assertThat(MODEL.silenceRisk(once, once.lastDay() + 70, 90))
        .isEqualTo(MbgNbd.pSilent(MODEL.mbg(), 0, 0, 10, 90 / 7.0));
    assertThat(MODEL.pAlive(once, once.lastDay() + 70))
        .isEqualTo(MbgNbd.pAlive(MODEL.mbg(), 0, 0, 10))
        .isLessThan(1);
  }

  @Test
  void refusesACustomerWithoutAnOccurrence() {
    assertThatThrownBy(() -> MODEL.of(Rhythm.NONE)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsTheSameDaysAsADailyScanForEveryOnlineRetailCustomer() {
    for (Golden golden : Golden.onlineRetail()) {
      assertSameAsDailyScan(golden.rhythm(), 90, .5, .5);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void findsTheSameDaysAsADailyScanForRandomCustomers(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 150; round++) {
      Rhythm rhythm = random(random);
      double silence = List.of(.3, .5, .7, .9).get(random.nextInt(4));
      double own = List.of(.4, .5, .8).get(random.nextInt(3));
      assertSameAsDailyScan(rhythm, List.of(30, 60, 90, 180).get(random.nextInt(4)), silence, own);
    }
  }

  private static void assertSameAsDailyScan(
      Rhythm rhythm, double horizon, double silence, double own) {
    CustomerCadence cadence = MODEL.of(rhythm);
    IntPredicate atRisk =
        day -> cadence.silenceRisk(day, horizon) >= silence && cadence.ownSilenceRisk(day) >= own;
    int bound = rhythm.lastDay() + 1095;
    assertThat(MODEL.firstDayAtRisk(rhythm, horizon, silence, own))
        .as("%s at %s/%s, horizon %s", rhythm, silence, own, horizon)
        .isEqualTo(scan(cadence.gateDay(), bound, atRisk));
    int from = rhythm.lastDay() + 3;
    assertThat(MODEL.firstDayOwnRiskAtLeast(rhythm, own, from, bound))
        .as("%s own %s", rhythm, own)
        .isEqualTo(scan(from, bound, day -> cadence.ownSilenceRisk(day) >= own));
  }

  private static OptionalInt scan(int from, int until, IntPredicate condition) {
    return IntStream.rangeClosed(from, until).filter(condition).findFirst();
  }

  private static Rhythm every(int gapDays, int times) {
    Rhythm rhythm = Rhythm.NONE;
    for (int i = 0; i < times; i++) {
      rhythm = rhythm.plus(14_000 + i * gapDays);
    }
    return rhythm;
  }

  private static Rhythm random(Random random) {
    Rhythm rhythm = Rhythm.NONE.plus(14_000);
    int meanGap = 1 + random.nextInt(200);
    int regularity = 1 + random.nextInt(6);
    for (int left = random.nextInt(60); left > 0; left--) {
      double gap = 0;
      for (int i = 0; i < regularity; i++) {
        gap -= Math.log(1 - random.nextDouble()) * meanGap / regularity;
      }
      rhythm = rhythm.plus(rhythm.lastDay() + 1 + (int) gap);
    }
    return rhythm;
  }
}
