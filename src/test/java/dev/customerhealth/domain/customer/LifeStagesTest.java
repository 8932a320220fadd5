package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Points;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class LifeStagesTest {

  @Test
  void oneOccurrenceIsNewForTwoTypicalGapsThenActive() {
    Life life = Life.of(customer("an").from("2023-01-01").bought(), "2023-06-01");
    assertThat(life.statusOn(LocalDate.parse("2023-01-01"))).isEqualTo(LifeStatus.NEW);
    assertThat(life.bandOn(LocalDate.parse("2023-01-01"))).isEqualTo(Band.NEW);
    assertThat(life.statusOn(LocalDate.parse("2023-03-01"))).isEqualTo(LifeStatus.NEW);
    assertThat(life.statusOn(LocalDate.parse("2023-03-02"))).isEqualTo(LifeStatus.ACTIVE);
  }

  @Test
  void aOneTimeBuyerIsLostAfterAYearOfSilence() {
    Life life = Life.of(customer("an").from("2023-01-01").bought(), "2024-06-01");
    assertThat(life.statusOn(LocalDate.parse("2023-12-31"))).isEqualTo(LifeStatus.ACTIVE);
    assertThat(life.statusOn(LocalDate.parse("2024-01-01"))).isEqualTo(LifeStatus.LOST);
    assertThat(life.bandOn(LocalDate.parse("2024-01-01"))).isEqualTo(Band.LOST);
    assertThat(life.daysWith(LifeStatus.AT_RISK)).isEmpty();
  }

  @Test
  void aRegularPassesThroughAtRiskToLost() {
    Story story = customer("an").from("2022-01-01").bought(53, every(weeks(1)));
    LocalDate last = story.date().minusWeeks(1);
    Life life = Life.of(story, "2024-06-01");
    assertThat(life.statusOn(last)).isEqualTo(LifeStatus.ACTIVE);
    LocalDate atRisk = life.daysWith(LifeStatus.AT_RISK).get(0);
    LocalDate lost = life.daysWith(LifeStatus.LOST).get(0);
    assertThat(atRisk).isAfter(last.plusWeeks(1)).isBefore(lost);
    assertThat(lost).isEqualTo(last.plusDays(90));
    assertThat(life.lastRecord().previousStatus()).isEqualTo(LifeStatus.AT_RISK);
  }

  @Test
  void theScoreOfALostCustomerIsFrozenWithItsExplanation() {
    Story story = customer("an").from("2022-01-01").bought(53, every(weeks(1)));
    LocalDate last = story.date().minusWeeks(1);
    story.from("2023-07-01").came().states(Facts.profile(story.millis() + 1, null, null, null));
    Life life = Life.of(story, "2024-03-01");
    HealthScore lost = life.on(last.plusDays(90));
    assertThat(lost.status()).isEqualTo(LifeStatus.LOST);
    HealthScore later = life.on("2023-07-01");
    assertThat(later.revision()).isEqualTo(lost.revision() + 2);
    assertThat(later.score()).isEqualTo(lost.score());
    assertThat(life.lastRecord().score()).isEqualTo(lost.score());
    assertThat(life.lastRecord().change()).isEmpty();
    assertThat(life.lastRecord().cadence().ownSilenceRisk())
        .isGreaterThan(lost.cadence().ownSilenceRisk());
  }

  @Test
  void whoReturnsIsWonBackForTwoPurchasesThenActive() {
    Story story = customer("an").from("2022-01-01").bought(30, every(weeks(1)));
    story.from("2023-06-01").bought(4, every(days(10)));
    Life life = Life.of(story, "2023-07-05");
    assertThat(life.statusOn(LocalDate.parse("2023-05-31"))).isEqualTo(LifeStatus.LOST);
    HealthScore back = life.on("2023-06-01");
    assertThat(back.status()).isEqualTo(LifeStatus.WON_BACK);
    assertThat(back.previousBand()).isEqualTo(Band.LOST);
    assertThat(back.score()).isNotEqualTo(life.on("2023-05-31").score());
    assertThat(life.statusOn(LocalDate.parse("2023-06-11"))).isEqualTo(LifeStatus.WON_BACK);
    assertThat(life.statusOn(LocalDate.parse("2023-06-21"))).isEqualTo(LifeStatus.ACTIVE);
    assertThat(life.statusOn(LocalDate.parse("2023-07-01"))).isEqualTo(LifeStatus.ACTIVE);
  }

  @Test
  void whoReturnsOnceIsWonBackForNinetyDays() {
    Story story = customer("an").from("2020-01-01").bought(12, every(weeks(8)));
    story.from("2024-01-01").bought();
    Life life = Life.of(story, "2024-06-01");
    assertThat(life.statusOn(LocalDate.parse("2023-12-31"))).isEqualTo(LifeStatus.LOST);
    assertThat(life.statusOn(LocalDate.parse("2024-03-30"))).isEqualTo(LifeStatus.WON_BACK);
    assertThat(life.statusOn(LocalDate.parse("2024-03-31"))).isNotEqualTo(LifeStatus.WON_BACK);
    assertThat(Life.day(life.on("2024-03-31"))).isEqualTo("2024-03-31");
  }

  @Test
  void whoIsLostAgainIsWonBackAgain() {
    Story story = customer("an").from("2020-01-01").bought(20, every(weeks(1)));
    story.from("2021-06-01").bought(5, every(weeks(1)));
    story.from("2022-09-01").bought(2, every(weeks(1)));
    Life life = Life.of(story, "2022-09-10");
    assertThat(life.statusOn(LocalDate.parse("2022-08-31"))).isEqualTo(LifeStatus.LOST);
    assertThat(life.statusOn(LocalDate.parse("2022-09-08"))).isEqualTo(LifeStatus.WON_BACK);
  }

  @Test
  void aPurchaseFromBeforeTheLossThatBecomesKnownLateIsNoReturn() {
    Story story = customer("an").from("2022-01-01").bought(53, every(weeks(1)));
    LocalDate last = story.date().minusWeeks(1);
    Life life = Life.of(story, last.plusDays(95).toString());
    assertThat(life.lastRecord().status()).isEqualTo(LifeStatus.LOST);
    story.from(last.plusDays(80).toString());
    life.arrive(Facts.purchase("late", story.millis(), "25"));
    assertThat(life.lastRecord().status()).isEqualTo(LifeStatus.ACTIVE);
    assertThat(life.lastRecord().band()).isNotEqualTo(Band.LOST);
  }

  @Test
  void halfTheSpendGoneBeyondChanceIsAtRisk() {
    Story story = customer("an").from("2022-01-01").paying("100").bought(200, every(days(1)));
    LocalDate fall = story.date();
    story.paying("20").bought(40, every(days(1)));
    Life life = Life.of(story, story.date().toString());
    assertThat(life.statusOn(fall.minusDays(1))).isEqualTo(LifeStatus.ACTIVE);
    HealthScore atRisk = life.on(life.daysWith(LifeStatus.AT_RISK).get(0));
    assertThat(atRisk.spendDrop().isCall()).isTrue();
    assertThat(atRisk.spendDrop().drop()).isGreaterThanOrEqualTo(.5);
  }

  @Test
  void everythingIsForgottenThreeYearsAfterTheLastEvent() {
    Story story = customer("an").from("2020-01-01").bought(2, every(weeks(1)));
    Life kept = new Life("an", TestRules.withDollars(), 0, Customer.NEVER);
    story.events().forEach(kept::meet);
    LocalDate gone = LocalDate.parse("2020-01-08").plusDays(1095);
    kept.passTo(Life.endOf(gone.minusDays(1).toString()));
    assertThat(kept.withdrawnAt).isEmpty();
    assertThat(kept.customer().isUnknown()).isFalse();
    assertThat(kept.customer().ledger.days()).isEmpty();
    kept.passTo(Life.endOf(gone.toString()));
    assertThat(kept.withdrawnAt).hasSize(1);
    assertThat(kept.customer().isUnknown()).isTrue();
    kept.meet(Facts.purchase("new", Life.endOf(gone.plusDays(5).toString()), "10"));
    assertThat(kept.lastRecord().revision()).isEqualTo(1);
    assertThat(kept.lastRecord().status()).isEqualTo(LifeStatus.NEW);
  }

  @Test
  void whoRefusesAnalyticsIsWithdrawnAndNothingIsSaidUntilConsentReturns() {
    Story story = customer("an").from("2023-01-01").bought(10, every(weeks(1)));
    Story refused = story.refusesAnalytics().quiet(days(1));
    long refusedAt = story.events().get(10).timeMillis();
    refused.bought(5, every(weeks(1))).quiet(weeks(40)).allowsAnalytics();
    Life life = Life.of(refused, refused.date().plusDays(1).toString());
    assertThat(life.withdrawnAt).containsExactly(refusedAt);
    long allowedAt = refused.millis();
    assertThat(life.records)
        .noneMatch(r -> r.asOfMillis() >= refusedAt && r.asOfMillis() < allowedAt);
    HealthScore again = life.records.get(10);
    assertThat(again.asOfMillis()).isEqualTo(allowedAt);
    assertThat(again.purchaseDays()).isEqualTo(15);
    assertThat(Points.of(again.score()).parts()).isNotEmpty();
  }

  @Test
  void whoRefusedFromTheBeginningIsNeverSpokenOf() {
    Story story = customer("an").from("2023-01-01").refusesAnalytics().bought(10, every(weeks(1)));
    Life life = Life.of(story, "2026-06-01");
    assertThat(life.records).isEmpty();
  }
}
