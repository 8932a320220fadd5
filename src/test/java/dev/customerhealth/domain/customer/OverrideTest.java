package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreMove;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person sets the score of a guest who comes every week. */
class OverrideTest {

  private static final Rules RULES = RulesYaml.shipped();
  private static final long T = 1_700_000_000_000L;
  private static final long DAY = RandomLives.DAY;
  private static final long HOUR = DAY / 24;

  private final Life life = new Life("c", RULES, 0, Customer.NEVER);
  private final Life plain = new Life("c", RULES, 0, Customer.NEVER);

  OverrideTest() {
    for (int week = 0; week < 30; week++) {
      life.meet(Facts.purchase("p" + week, week(week), "20"));
      plain.meet(Facts.purchase("p" + week, week(week), "20"));
    }
  }

  private static long week(int number) {
    return T + number * 7 * DAY;
  }

  private final long now = week(29) + HOUR;

  @ParameterizedTest
  @ValueSource(doubles = {0, 12.3, 50, 99.9, 100})
  void theScoreShownIsThePersonsAndTheModelsStandsBesideIt(double points) {
    double model = plain.lastRecord().score().points();

    life.meet(Facts.override("o1", now, points, now + 5 * DAY));

    HealthScore shown = life.lastRecord();
    assertThat(shown.score().points()).isEqualTo(points);
    assertThat(shown.modelScore()).isEqualTo(model);
    assertThat(shown.override().author()).isEqualTo("mai");
    assertThat(shown.override().reason()).isEqualTo("knows better");
    assertThat(shown.override().untilMillis()).isEqualTo(now + 5 * DAY);
    assertThat(shown.band())
        .isEqualTo(points >= 65 ? Band.HEALTHY : points >= 40 ? Band.WATCH : Band.AT_RISK);
    assertThat(shown.status()).isEqualTo(LifeStatus.ACTIVE);
    assertAddsUp();
  }

  @Test
  void itEndsByTimeAndTheModelHasTheSayAgain() {
    life.meet(Facts.override("o1", now, 10, now + 2 * HOUR));
    life.passTo(now + 2 * HOUR - 1);
    assertThat(life.lastRecord().score().points()).isEqualTo(10);
    life.passTo(now + 2 * HOUR);

    HealthScore after = life.lastRecord();
    assertThat(after.asOfMillis()).isEqualTo(now + 2 * HOUR);
    assertThat(after.cause().id()).isEqualTo("TIME");
    assertThat(after.override()).isNull();
    assertThat(after.score()).isEqualTo(modelAt(now + 2 * HOUR));
    assertThat(after.change()).extracting(ScoreMove::driver).containsOnly(ScoreMove.Driver.TIME);
    assertThat(after.change()).extracting(ScoreMove::name).contains("OVERRIDE");
    assertThat(life.customer().override).isNull();
    assertAddsUp();
  }

  @Test
  void aNewOneReplacesTheOldAndAnOlderOneThatComesLateDoesNot() {
    life.meet(Facts.override("o1", now, 10, now + 9 * DAY));
    life.meet(Facts.override("o2", now + HOUR, 90, now + DAY));
    assertThat(life.lastRecord().score().points()).isEqualTo(90);
    life.arrive(Facts.override("o0", now - HOUR, 5, now + 9 * DAY));
    assertThat(life.lastRecord().score().points()).isEqualTo(90);
    life.passTo(now + DAY);
    assertThat(life.lastRecord().score()).isEqualTo(modelAt(now + DAY));
    assertAddsUp();
  }

  @Test
  void purchasesGoOnBelowIt() {
    life.meet(Facts.override("o1", now, 10, now + 30 * DAY));
    life.meet(Facts.purchase("more", now + HOUR, "500"));
    assertThat(life.lastRecord().score().points()).isEqualTo(10);
    plain.meet(Facts.purchase("more", now + HOUR, "500"));
    assertThat(life.lastRecord().modelScore()).isEqualTo(plain.lastRecord().score().points());
    assertAddsUp();
  }

  @Test
  void whatIsRefusedChangesNothing() {
    for (@Nullable Long until : new Long[] {null, now, now - 1, now + 366 * DAY}) {
      life.meet(Facts.override("o" + until, now, 10, until));
      assertThat(life.lastRecord().override()).as("until %s", until).isNull();
    }
    life.meet(Facts.override("o1", now, 10, now + 365 * DAY));
    assertThat(life.lastRecord().override()).isNotNull();
  }

  @Test
  void oneThatBecomesKnownAfterItsEndChangesNothing() {
    life.passTo(now + 9 * DAY);
    life.arrive(Facts.override("o1", now, 10, now + HOUR));
    assertThat(life.lastRecord().override()).isNull();
    assertThat(life.customer().override).isNull();
  }

  @Test
  void ofALostCustomerTheModelsScoreStaysFrozenBelow() {
    life.passTo(now + 500 * DAY);
    HealthScore lost = life.lastRecord();
    assertThat(lost.status()).isEqualTo(LifeStatus.LOST);
    life.meet(Facts.override("o1", now + 500 * DAY, 80, now + 510 * DAY));
    assertThat(life.lastRecord().score().points()).isEqualTo(80);
    assertThat(life.lastRecord().band()).isEqualTo(Band.LOST);
    life.passTo(now + 510 * DAY);
    assertThat(life.lastRecord().score()).isEqualTo(lost.score());
    assertAddsUp();
  }

  @Test
  void whoeverIsNotKnownYetHasTheScoreThatWasSet() {
    Life fresh = new Life("c", RULES, 0, Customer.NEVER);
    fresh.meet(Facts.override("o1", T, 20, T + DAY));
    assertThat(fresh.lastRecord().score().points()).isEqualTo(20);
    assertThat(fresh.lastRecord().modelScore()).isNull();
    assertThat(fresh.lastRecord().band()).isEqualTo(Band.AT_RISK);
    fresh.passTo(T + DAY);
    assertThat(fresh.lastRecord().score().points()).isNull();
    assertThat(fresh.lastRecord().band()).isEqualTo(Band.NEW);
  }

  /** An action that is no business of scores makes a record. */
  private Score modelAt(long millis) {
    plain.meet(Facts.action("look", millis, CrmAction.Kind.ACKNOWLEDGE));
    return plain.lastRecord().score();
  }

  /** The parts sum to the score, the moves to its change. */
  private void assertAddsUp() {
    List<HealthScore> records = life.records;
    for (HealthScore record : records) {
      int sum = record.score().components().stream().mapToInt(ComponentScore::tenths).sum();
      assertThat(sum).isEqualTo(record.score().tenths());
      if (record.before() != null) {
        assertThat(record.change().stream().mapToInt(ScoreMove::tenths).sum())
            .isEqualTo(record.score().tenths() - record.before().tenths());
      }
    }
  }
}
