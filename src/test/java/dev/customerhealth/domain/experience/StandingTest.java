package dev.customerhealth.domain.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.experience.Occasions.Occasion;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTest {

  private static final ExperienceRules RULES = RulesYaml.shipped().experience();
  private static final ExperienceModel MODEL = new ExperienceModel(RULES);
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long START = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aStandingIsThatOfABruteForceRecomputation(long seed) {
    Random random = new Random(seed);
    List<Occasion> all = Occasions.random(random, 20 + random.nextInt(300), START, 700);
    long now = START + 720 * DAY;

    Standing standing = sum(all);

    long count = all.stream().mapToInt(Occasion::sign).sum();
    long successes = all.stream().filter(Occasion::isSuccess).mapToInt(Occasion::sign).sum();
    double p = 1.0 / 9;
    double m = 3.5 / 9;
    for (Occasion occasion : all) {
      double faded = Math.pow(2, -(now - occasion.saidMillis()) / (Occasions.HALF_LIFE_DAYS * DAY));
      double precision = occasion.sign() * faded / Math.pow(occasion.cue().width(), 2);
      p += precision;
      m += precision * occasion.cue().centre();
    }
    assertThat(standing.count()).as("seed %d", seed).isEqualTo(count);
    assertThat(standing.successRate()).isEqualTo((double) successes / count);
    assertThat(standing.at(now, MODEL).orElseThrow().mean())
        .as("seed %d", seed)
        .isCloseTo(m / p, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8, 9})
  void sharesAddUpInAnyOrderAndInAnyParts(long seed) {
    Random random = new Random(seed);
    List<Occasion> all = Occasions.random(random, 200, START, 700);
    Standing standing = sum(all);
    Collections.shuffle(all, random);
    int cut = random.nextInt(all.size());

    Standing parts = sum(all.subList(cut, all.size())).plus(sum(all.subList(0, cut)));
    Standing sent = empty().plus(StandingShare.of("STAFF:an#3", START, parts));

    assertThat(sum(all)).as("seed %d", seed).isEqualTo(standing);
    assertThat(parts).as("seed %d", seed).isEqualTo(standing);
    assertThat(sent).as("seed %d", seed).isEqualTo(standing);
  }

  @Test
  void whatIsTakenBackLeavesNoTrace() {
    Occasion praise = Occasions.rating("STAFF:an", "mai", 4.5, START);

    Standing standing = sum(List.of(praise, praise.takenBack(START + 5 * DAY)));

    assertThat(standing).isEqualTo(empty());
    assertThat(standing.successRate()).isNull();
    assertThat(standing.at(START, MODEL)).isEmpty();
  }

  @Test
  void whatHasFadedIsMissingAndStillCounted() {
    Standing standing = sum(List.of(Occasions.rating("STAFF:an", "mai", 1, START)));

    assertThat(standing.at(START, MODEL)).map(Latent::level).contains(Level.TERRIBLE);
    assertThat(standing.at(START + 1000 * DAY, MODEL)).isEmpty();
    assertThat(standing.count()).isEqualTo(1);
    assertThat(standing.successRate()).isZero();
  }

  @Test
  void anotherHalfLifeKeepsTheCounts() {
    Standing standing = sum(List.of(Occasions.rating("STAFF:an", "mai", 4.5, START)));

    Standing changed = standing.withHalfLife(30, START);

    assertThat(changed.count()).isEqualTo(1);
    assertThat(changed.successes()).isEqualTo(1);
    assertThat(changed.sums().at(START + 30 * DAY).p())
        .isCloseTo(standing.sums().at(START).p() / 2, within(1e-9));
  }

  @Test
  void customersAreSpreadOverAllSaltsAndEachHasOne() {
    int[] salts = IntStream.range(0, 16_000).map(i -> of("CHANNEL:ZALO", "c" + i).salt()).toArray();

    for (int salt = 0; salt < StandingShare.SALTS; salt++) {
      int wanted = salt;
      assertThat(IntStream.of(salts).filter(found -> found == wanted).count())
          .isBetween(850L, 1150L);
    }
    assertThat(of("STAFF:an", "c5").salt()).isEqualTo(salts[5]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STAFF:an", "CHANNEL:#", "CHANNEL:a#3", "STAGE:AFTER_SALE"})
  void aSaltedKeyIsReadBack(String key) {
    StandingShare share = of(key, "mai");

    StandingShare read = StandingShare.of(share.saltedKey(), START, empty());

    assertThat(read.key()).isEqualTo(key);
    assertThat(read.salt()).isEqualTo(share.salt());
    assertThat(read.saltedKey()).isEqualTo(share.saltedKey());
  }

  private static StandingShare of(String key, String customerId) {
    return Occasions.rating(key, customerId, 4, START).share();
  }

  private static Standing empty() {
    return Standing.empty(Occasions.HALF_LIFE_DAYS);
  }

  private static Standing sum(List<Occasion> occasions) {
    Standing standing = empty();
    for (Occasion occasion : occasions) {
      standing = standing.plus(occasion.share());
    }
    return standing;
  }
}
