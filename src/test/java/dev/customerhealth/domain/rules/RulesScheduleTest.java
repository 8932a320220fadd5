package dev.customerhealth.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesScheduleTest {

  private static final RulesChange START = live(0, "start", Long.MIN_VALUE);

  @Test
  void aVersionHoldsFromItsFirstMillisecondToTheLastBeforeTheNext() {
    RulesSchedule schedule = RulesSchedule.of(List.of(live(2, "b", 200), live(1, "a", 100), START));
    assertThat(versions(schedule, Long.MIN_VALUE, 99, 100, 199, 200, Long.MAX_VALUE))
        .containsExactly("start", "start", "a", "a", "b", "b");
    assertThat(schedule.fromMillis(99)).isEqualTo(Long.MIN_VALUE);
    assertThat(schedule.untilMillis(99)).isEqualTo(99);
    assertThat(schedule.fromMillis(100)).isEqualTo(100);
    assertThat(schedule.untilMillis(100)).isEqualTo(199);
    assertThat(schedule.untilMillis(200)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void oneThatWasAcceptedLaterButBeginsEarlierGivesWayToTheOther() {
    RulesSchedule schedule =
        RulesSchedule.of(List.of(START)).plus(live(1, "winter", 500)).plus(live(2, "autumn", 300));
    assertThat(versions(schedule, 299, 300, 499, 500))
        .containsExactly("start", "autumn", "autumn", "winter");
  }

  @Test
  void ofTwoThatBeginTogetherTheOneAcceptedLastHolds() {
    RulesSchedule schedule =
        RulesSchedule.of(List.of(live(2, "second", 100), START, live(1, "first", 100)));
    assertThat(versions(schedule, 99, 100)).containsExactly("start", "second");
  }

  @Test
  void aShadowHoldsNowhereAndEndsWhenItIsWithdrawn() {
    RulesSchedule schedule =
        RulesSchedule.of(List.of(START))
            .plus(new RulesChange(1, "try", 100, true, "yaml"))
            .plus(new RulesChange(2, "try", 200, true, null));
    assertThat(versions(schedule, 100, 200)).containsExactly("start", "start");
    assertThat(schedule.shadowAt(99)).isNull();
    assertThat(schedule.shadowAt(100)).extracting(RulesChange::version).isEqualTo("try");
    assertThat(schedule.shadowAt(199)).isNotNull();
    assertThat(schedule.shadowAt(200)).isNull();
  }

  @Test
  void theOldestAreForgottenWhenThereAreTooMany() {
    RulesSchedule schedule = RulesSchedule.of(List.of(START));
    for (int i = 1; i <= RulesSchedule.MOST + 10; i++) {
      schedule = schedule.plus(live(i, "v" + i, i * 100L));
    }
    assertThat(schedule.changes()).hasSize(RulesSchedule.MOST);
    assertThat(schedule.at(Long.MIN_VALUE).version()).isEqualTo("v11");
    assertThat(schedule.fromMillis(0)).isEqualTo(Long.MIN_VALUE);
    assertThat(schedule.untilMillis(0)).isEqualTo(1199);
  }

  @Test
  void withoutAnyRulesThereIsNoSchedule() {
    assertThatThrownBy(() -> RulesSchedule.of(List.of(new RulesChange(1, "s", 0, true, "yaml"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Against a search through all of them. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOrderInWhichChangesBecomeKnownMakesNoDifference(long seed) {
    Random random = new Random(seed);
    List<RulesChange> changes = new ArrayList<>(List.of(START));
    for (int i = 1; i < 30; i++) {
      changes.add(live(i, "v" + i, random.nextInt(40)));
    }
    Collections.shuffle(changes, random);
    RulesSchedule schedule =
        RulesSchedule.of(
            changes.subList(0, 10).contains(START) ? changes.subList(0, 10) : List.of(START));
    for (RulesChange change : changes) {
      if (!schedule.changes().contains(change)) {
        schedule = schedule.plus(change);
      }
    }
    for (long t = -1; t <= 40; t++) {
      assertThat(schedule.at(t)).as("seed %d, %d ms", seed, t).isEqualTo(naive(changes, t));
      assertThat(schedule.at(schedule.untilMillis(t))).isEqualTo(schedule.at(t));
      assertThat(schedule.at(schedule.fromMillis(t))).isEqualTo(schedule.at(t));
    }
  }

  private static RulesChange naive(List<RulesChange> changes, long t) {
    RulesChange found = START;
    for (RulesChange change : changes) {
      boolean later =
          change.fromMillis() > found.fromMillis()
              || (change.fromMillis() == found.fromMillis() && change.number() > found.number());
      found = change.fromMillis() <= t && later ? change : found;
    }
    return found;
  }

  private static RulesChange live(long number, String version, long fromMillis) {
    return new RulesChange(number, version, fromMillis, false, "yaml of " + version);
  }

  private static List<String> versions(RulesSchedule schedule, long... times) {
    return LongStream.of(times).mapToObj(t -> schedule.at(t).version()).toList();
  }
}
