package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {

  @Test
  void countsInWeeksFromTheFirstDay() {
    Rhythm rhythm = Rhythm.NONE.plus(100).plus(107).plus(121);

    assertThat(rhythm.repeats()).isEqualTo(2);
    assertThat(rhythm.recencyWeeks()).isEqualTo(3);
    assertThat(rhythm.ageWeeks(128)).isEqualTo(4);
    assertThat(rhythm.sumLogGapWeeks()).isCloseTo(Math.log(1) + Math.log(2), within(1e-12));
  }

  @Test
  void readsADayBeforeTheLastOccurrenceAsThatOccurrence() {
    Rhythm rhythm = Rhythm.NONE.plus(100).plus(107);

    assertThat(rhythm.silentDays(103)).isZero();
    assertThat(rhythm.ageWeeks(103)).isEqualTo(rhythm.recencyWeeks());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void isTheSameForEveryOrderOfArrival(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      TreeSet<Integer> days = randomDays(random);
      List<Integer> arrival = new ArrayList<>(days);
      Collections.shuffle(arrival, random);

      assertThat(inserted(arrival))
          .as("seed %d, arrival %s", seed, arrival)
          .isEqualTo(inOrder(days));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void forgetsARemovedDayCompletely(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      TreeSet<Integer> days = randomDays(random);
      Rhythm all = inOrder(days);
      int day = new ArrayList<>(days).get(random.nextInt(days.size()));
      days.remove(day);

      Rhythm without = all.removed(days.lower(day), day, days.higher(day));
      assertThat(without).as("seed %d, %s without %d", seed, days, day).isEqualTo(inOrder(days));
    }
  }

  @Test
  void keepsThousandsOfYearLongGapsWithinALong() {
    Rhythm rhythm = Rhythm.NONE;
    for (int i = 0; i < 5_000; i++) {
      rhythm = rhythm.plus(i * 18_250 / 50);
    }
    assertThat(rhythm.sumLogGapWeeks()).isCloseTo(4_999 * Math.log(365 / 7.0), within(1e-8));
  }

  @Test
  void refusesADayThatDoesNotStandBetweenItsNeighbours() {
    Rhythm rhythm = Rhythm.NONE.plus(100).plus(107);

    assertThatThrownBy(() -> rhythm.plus(107)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rhythm.inserted(100, 100, 107))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rhythm.inserted(null, 99, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TreeSet<Integer> randomDays(Random random) {
    TreeSet<Integer> days = new TreeSet<>();
    int count = 1 + random.nextInt(40);
    int span = 1 + random.nextInt(4_000);
    for (int i = 0; i < count; i++) {
      days.add(14_000 + random.nextInt(span));
    }
    return days;
  }

  private static Rhythm inOrder(Iterable<Integer> days) {
    Rhythm rhythm = Rhythm.NONE;
    for (int day : days) {
      rhythm = rhythm.plus(day);
    }
    return rhythm;
  }

  private static Rhythm inserted(List<Integer> arrival) {
    TreeSet<Integer> known = new TreeSet<>();
    Rhythm rhythm = Rhythm.NONE;
    for (int day : arrival) {
      rhythm = rhythm.inserted(known.lower(day), day, known.higher(day));
      known.add(day);
    }
    return rhythm;
  }
}
