package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.score.HealthScore;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class ValueAtRiskTest {

  private static final LocalDate START = LocalDate.parse("2022-01-03");

  @Test
  void isTheMeanDailySpendOfAYearTimesHorizonTimesOwnRisk() {
    HealthScore score =
        last(customer("an").from(START.toString()).paying("50").bought(10, every(weeks(1))));
    double risk = score.cadence().ownSilenceRisk();
    assertThat(units(score)).isCloseTo(10 * 50 / 365.0 * 90 * risk, within(1e-4));
  }

  @Test
  void oneHugeDayAmongTwentyCountsNoMoreThanTheNinetyFifthPercentile() {
    Story story = customer("an").from(START.toString()).paying("50").bought(20, every(weeks(1)));
    HealthScore plain = last(story);
    Story more = customer("an").from(START.toString()).paying("50").bought(20, every(weeks(1)));
    more.from(START.toString()).paying("100000").bought(1, every(weeks(1)));
    HealthScore huge = last(more);
    assertThat(units(huge)).isCloseTo(units(plain), within(units(plain) * .01));
  }

  @Test
  void returnsCountInFullAndMayLeaveNothing() {
    Story some = customer("an").from(START.toString()).paying("50").bought(10, every(weeks(1)));
    some.from("2022-02-01").paying("-100").bought(1, every(weeks(1)));
    HealthScore score = last(some);
    double risk = score.cadence().ownSilenceRisk();
    assertThat(units(score)).isCloseTo((500 - 100) / 365.0 * 90 * risk, within(1e-4));

    Story all = customer("an").from(START.toString()).paying("50").bought(10, every(weeks(1)));
    all.from("2022-02-01").paying("-9000").bought(1, every(weeks(1)));
    assertThat(units(last(all))).isZero();
  }

  private static HealthScore last(Story story) {
    return Life.of(story, "2022-06-30").lastRecord();
  }

  private static double units(HealthScore score) {
    return score.valueAtRisk() / 1e4;
  }
}
