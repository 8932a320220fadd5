package dev.customerhealth.domain.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a recomputation over all cues with their decay. */
class LatentSumsTest {

  private static final double HALF_LIFE_DAYS = 180;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Instant.parse("2012-03-04T05:06:07.089Z").toEpochMilli();
  private static final Prior PRIOR = new Prior(3.5, 3);

  private record Said(Cue cue, long time) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theSumsAreThoseOfABruteForceRecomputationInAnyOrder(long seed) {
    var random = new Random(seed);
    List<Said> all = said(random, 1 + random.nextInt(400), 12 * 365);
    long now = START + 12 * 365 * DAY + random.nextInt();

    LatentSums sums = sums(all);
    Collections.shuffle(all, random);

    assertThat(sums(all)).as("seed %d", seed).isEqualTo(sums);
    assertSame(sums, all, now, seed);
  }

  private static void assertSame(LatentSums sums, List<Said> all, long now, long seed) {
    CueSums read = sums.at(now);
    double p = 0;
    double m = 0;
    double q = 0;
    for (Said said : all) {
      double faded = Math.pow(2, -(now - said.time) / (HALF_LIFE_DAYS * DAY));
      double weight = faded * said.cue.weight() / (said.cue.width() * said.cue.width());
      p += weight;
      m += weight * said.cue.centre();
      q += weight * said.cue.centre() * said.cue.centre();
    }
    assertThat(read.p()).as("seed %d", seed).isCloseTo(p, within(1e-9 * p));
    double priorP = 1.0 / 9;
    double mean = (m + priorP * 3.5) / (p + priorP);
    double spread = (q + priorP * 3.5 * 3.5) / (p + priorP) - mean * mean;
    Latent latent = read.with(PRIOR);
    assertThat(latent.mean()).as("seed %d", seed).isCloseTo(mean, within(1e-9));
    assertThat(latent.variance())
        .as("seed %d", seed)
        .isCloseTo(1 / (p + priorP) + spread, within(1e-9));
  }

  @Test
  void whatIsTakenBackLeavesNoTrace() {
    List<Said> all = said(new Random(9), 50, 2000);
    LatentSums sums = sums(all);
    Cue odd = Cue.of(CueCode.PRAISE, 4.8123, .8, 1);

    assertThat(sums.plus(odd, START + 77).minus(odd, START + 77)).isEqualTo(sums);
    LatentSums none = LatentSums.empty(HALF_LIFE_DAYS);
    assertThat(none.plus(odd, START).minus(odd, START)).isEqualTo(none);
    assertThat(none.plus(odd, START).minus(odd, START).isEmpty()).isTrue();
  }

  @Test
  void partsAddUpToTheWhole() {
    List<Said> all = said(new Random(10), 90, 3000);

    LatentSums parts = sums(all.subList(0, 40)).plus(sums(all.subList(40, all.size())));

    assertThat(parts).isEqualTo(sums(all));
    assertThatThrownBy(() -> parts.plus(LatentSums.empty(90))).hasMessageContaining("half-lives");
  }

  @Test
  void aCueCountsHalfAfterOneHalfLife() {
    Cue cue = Cue.of(CueCode.COMPLAINT_WORDS, 1.9, .8, 1);
    LatentSums sums = LatentSums.empty(HALF_LIFE_DAYS).plus(cue, START);

    assertThat(sums.at(START).p()).isCloseTo(cue.precision(), within(1e-10));
    assertThat(sums.at(START + 180 * DAY).p()).isCloseTo(cue.precision() / 2, within(1e-10));
    assertThat(sums.at(START + 360 * DAY).p()).isCloseTo(cue.precision() / 4, within(1e-10));
  }

  @Test
  void centuriesDoNotOverflowAndWhatIsForgottenIsForgottenInAnyOrder() {
    Cue cue = Cue.of(CueCode.PRAISE, 4.8, .8, 1);
    long late = Instant.parse("2199-12-31T00:00:00Z").toEpochMilli();
    LatentSums none = LatentSums.empty(1);

    LatentSums early = none.plus(cue, 0).plus(cue, late);

    assertThat(early).isEqualTo(none.plus(cue, late).plus(cue, 0));
    assertThat(early.epochs()).hasSize(1);
    assertThat(early.at(late).p()).isCloseTo(cue.precision(), within(1e-10));
  }

  @Test
  void moreThanTheRangeStandsStillInsteadOfTurningOver() {
    LatentSums sums =
        LatentSums.empty(HALF_LIFE_DAYS).plus(Cue.of(CueCode.PRAISE, 7, .1, 10), START);
    double before = 0;
    for (int i = 0; i < 40; i++) {
      sums = sums.plus(sums);
      assertThat(sums.at(START).p()).isGreaterThanOrEqualTo(before);
      before = sums.at(START).p();
    }
  }

  @Test
  void whatIsStoredIsRestored() {
    LatentSums sums = sums(said(new Random(11), 30, 1500));

    assertThat(LatentSums.restore(sums.halfLifeDays(), sums.epochs(), sums.sums()))
        .isEqualTo(sums)
        .hasSameHashCodeAs(sums);
  }

  @Test
  void anotherHalfLifeKeepsWhatIsKnownAndFadesItAnew() {
    LatentSums sums = sums(said(new Random(12), 30, 1500));
    long now = START + 1600 * DAY;

    LatentSums changed = sums.withHalfLife(30, now);

    assertThat(changed.at(now).p()).isCloseTo(sums.at(now).p(), within(1e-9));
    assertThat(changed.at(now + 30 * DAY).p()).isCloseTo(sums.at(now).p() / 2, within(1e-9));
    assertThat(sums.withHalfLife(HALF_LIFE_DAYS, now)).isSameAs(sums);
  }

  private static List<Said> said(Random random, int count, int days) {
    var all = new ArrayList<Said>();
    for (int i = 0; i < count; i++) {
      double centre = 1 + 5 * random.nextDouble();
      Cue cue = Cue.of(CueCode.PRAISE, centre, .3 + random.nextDouble(), .5 + random.nextDouble());
      all.add(new Said(cue, START + (long) (random.nextDouble() * days * DAY)));
    }
    // Something always stands near the end: relative to what has faded to nothing, nothing is
    // exact.
    all.add(new Said(Cue.of(CueCode.RATING, 4.5, .6, 1), START + days * DAY));
    return all;
  }

  private static LatentSums sums(List<Said> all) {
    LatentSums sums = LatentSums.empty(HALF_LIFE_DAYS);
    for (Said said : all) {
      sums = sums.plus(said.cue, said.time);
    }
    return sums;
  }
}
