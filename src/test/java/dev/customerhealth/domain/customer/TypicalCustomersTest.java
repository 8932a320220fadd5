package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.months;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Customers whom anybody who runs a shop would judge without a computer, under the rules as
 * shipped. (The fifth, the loyal one after a terrible service, is in CareAndCapsTest.)
 */
class TypicalCustomersTest {

  private static final int YEARS_COUNTED = 3;

  @ParameterizedTest
  @ValueSource(strings = {"default", "retail", "restaurant"})
  void theWeeklyGuestIsHealthyWhileComingAndCalledAtAboutThreeSilentWeeks(String segment) {
    Story story = customer("weekly").from("2022-01-01").of(segment);
    for (int week = 0; week < 60; week++) {
      story.came().bought().quiet(weeks(1));
    }
    LocalDate last = story.date().minusWeeks(1);
    Life life = Life.of(story, last.plusWeeks(20).toString());
    life.records.stream()
        .filter(r -> r.purchaseDays() >= 4 && !Life.day(r).isAfter(last))
        .forEach(r -> assertThat(r.band()).as("%s", Life.day(r)).isEqualTo(Band.HEALTHY));
    assertThat(life.on(last).score().tenths()).isGreaterThan(850);
    assertThat(life.daysWith(LifeStatus.AT_RISK).get(0))
        .isBetween(last.plusDays(15), last.plusDays(28));
  }

  @ParameterizedTest
  @CsvSource({"default, 3", "default, 6", "retail, 5", "wholesale, 4"})
  void theTwiceAYearGiftBuyerIsNeverAtRiskInsideTheHalfYear(String segment, int times) {
    Story story = customer("gifts").from("2020-06-01").of(segment).bought(times, every(months(6)));
    Life life = Life.of(story, story.date().toString());
    assertThat(life.records).noneMatch(r -> r.band() == Band.AT_RISK || r.band() == Band.LOST);
    // One gap is not yet known to be a habit: after two purchases the own gap is still 81 days.
    LocalDate third = LocalDate.parse("2021-06-01");
    assertThat(life.daysWith(LifeStatus.AT_RISK)).allMatch(day -> day.isBefore(third));
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "retail", "courier", "wholesale"})
  void theOneTimeBuyerIsNewThenToBeWatchedAndNobodyCalls(String segment) {
    Story story = customer("once").from("2023-01-01").of(segment).bought();
    Life life = Life.of(story, "2023-12-31");
    assertThat(life.records.get(0).band()).isEqualTo(Band.NEW);
    assertThat(life.bandOn(LocalDate.parse("2023-02-15"))).isEqualTo(Band.NEW);
    assertThat(life.bandOn(LocalDate.parse("2023-04-01"))).isEqualTo(Band.WATCH);
    assertThat(life.bandOn(LocalDate.parse("2023-12-30"))).isEqualTo(Band.WATCH);
    assertThat(life.records)
        .noneMatch(r -> r.band() == Band.AT_RISK || r.status() == LifeStatus.AT_RISK);
    assertThat(life.records)
        .noneMatch(r -> r.cadence() != null && r.cadence().atRiskFrom() != null);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theWholesalerWhoseOrdersAreHalfOrTwiceTheUsualDoesNotJump(long seed) {
    Random random = new Random(seed);
    Life life = wholesaler(random, () -> Math.pow(2, 2 * random.nextDouble() - 1));
    assertThat(jumps(life)).as("seed %s", seed).isZero();
    assertThat(life.daysWith(LifeStatus.LOST)).isEmpty();
  }

  /** Log-normal orders with a standard deviation of factor e, such as 370, 1,000 and 2,700. */
  @Test
  void evenWildSwingsMakeAWholesalerJumpLessThanOnceAYear() {
    int jumps = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      jumps += jumps(wholesaler(random, () -> Math.exp(random.nextGaussian())));
    }
    assertThat(jumps).isLessThan(20 * YEARS_COUNTED);
  }

  /** An order about every ten days in four years, a record at least every week. */
  private static Life wholesaler(Random random, DoubleSupplier swing) {
    Story story = customer("wholesaler").from("2020-01-01").of("wholesale");
    while (story.date().getYear() < 2021 + YEARS_COUNTED) {
      story.paying(String.valueOf(Math.round(1000 * swing.getAsDouble()))).bought();
      story.quiet(days(4 + random.nextInt(13)));
    }
    Life life = new Life("wholesaler", RulesYaml.shipped(), 7, Customer.NEVER);
    story.events().forEach(life::meet);
    return life;
  }

  /** Of 15 points or more between one record and the next, from the second year on. */
  private static int jumps(Life life) {
    int jumps = 0;
    for (int i = 1; i < life.records.size(); i++) {
      HealthScore score = life.records.get(i);
      Integer before = life.records.get(i - 1).score().tenths();
      boolean counts = Life.day(score).getYear() > 2020 && before != null;
      jumps += counts && Math.abs(score.score().tenths() - before) >= 150 ? 1 : 0;
    }
    return jumps;
  }
}
