package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.experience.Evidence;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.FeedbackCues;
import dev.customerhealth.domain.experience.Reading;
import dev.customerhealth.domain.experience.RunningLevel;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the running sums say is what adding everything up anew says. */
class RunningSumsTest {

  private static final long DAY = RandomLives.DAY;
  private static final int DAYS = 300;
  private static final ExperienceRules RULES = RulesYaml.shipped().experience();
  private static final FeedbackCues CUES = new FeedbackCues(RULES);
  private static final long END = RandomLives.BEGIN + (DAYS + 77) * DAY;
  private static final CustomerTimeline TIMELINE =
      new CustomerTimeline(RulesYaml.shipped(), 7, END);
  private static final List<String> WORDS =
      List.of(
          "ngon quá, sẽ giới thiệu cho bạn bè",
          "lừa đảo",
          "bên kia rẻ hơn",
          "good, but very slow",
          "thất hứa",
          "tuyệt vời, hơn cả mong đợi",
          "xyz");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theyAreWhatIsAddedUpAnewInWhateverOrderAllBecameKnown(long seed) {
    Random random = new Random(seed);
    int known = 0;
    for (int round = 0; round < 60; round++) {
      List<CustomerEvent> events = said(random, 1 + random.nextInt(30));
      NaiveExperience naive = new NaiveExperience(RULES, CUES, END);
      events.forEach(naive::add);
      for (int arrival = 0; arrival < 3; arrival++) {
        String as = "seed " + seed + " round " + round + " arrival " + arrival + ": " + events;
        Life life = lived(events);
        assertAgrees(life.lastRecord().serviceLevel(), naive, as);
        life.levels.forEach(level -> assertSharesSumToOne(level, as));
        Collections.shuffle(events, random);
      }
      known += naive.isKnown() ? 1 : 0;
    }
    assertThat(known).isGreaterThan(40);
  }

  private static void assertAgrees(@Nullable RunningLevel level, NaiveExperience naive, String as) {
    if (!naive.isKnown()) {
      assertThat(level).as(as).isNull();
      return;
    }
    assertThat(level).as(as).isNotNull();
    assertThat(Math.abs(level.latent().mean() - naive.mean())).as(as).isLessThan(1e-9);
    assertThat(Math.abs(level.latent().variance() - naive.variance())).as(as).isLessThan(1e-9);
  }

  private static void assertSharesSumToOne(ServiceLevel level, String as) {
    Reading reading = level.reading();
    if (reading != null) {
      double sum = reading.evidence().stream().mapToDouble(Evidence::share).sum();
      assertThat(Math.abs(sum - 1)).as(as).isLessThan(1e-12);
    }
  }

  private static Life lived(List<CustomerEvent> arriving) {
    Life life = new Life("c", TIMELINE);
    for (CustomerEvent event : arriving) {
      if (event.timeMillis() > life.customer().clockMillis) {
        life.meet(event);
      } else {
        life.arrive(event);
      }
    }
    life.passTo(END);
    assertThat(life.outcomes).containsOnly(Outcome.USED);
    return life;
  }

  /** Feedback, notes and cases; nobody comes, so that no behaviour speaks. */
  private static List<CustomerEvent> said(Random random, int count) {
    var events = new ArrayList<CustomerEvent>();
    for (int i = 0; i < count; i++) {
      long at = RandomLives.BEGIN + (long) (random.nextDouble() * DAYS * DAY);
      events.add(word(random, "e" + i, at));
    }
    return events;
  }

  private static CustomerEvent word(Random random, String id, long at) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> opinion(random, id, at, 1 + random.nextInt(5));
      case 2 -> Facts.observation(id, at, any(random, Observation.Kind.values()));
      case 3 -> Facts.referral(id, at, "friend-" + id);
      default ->
          Facts.step(
              "case" + random.nextInt(3),
              at,
              any(random, CaseUpdate.Status.values()),
              random.nextInt(3) == 0 ? (Boolean) random.nextBoolean() : null,
              random.nextInt(3) == 0 ? (Long) (at + random.nextInt(-2, 5) * DAY) : null);
    };
  }

  private static Feedback opinion(Random random, String id, long at, int stars) {
    Integer nps = random.nextBoolean() ? null : (Integer) random.nextInt(11);
    String words = random.nextBoolean() ? null : WORDS.get(random.nextInt(WORDS.size()));
    return Facts.feedback(id, at, stars, nps, words, random.nextBoolean(), null);
  }

  private static <T> T any(Random random, T[] all) {
    return all[random.nextInt(all.length)];
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void aBetterRatingNeverGivesAWorseLevel(long seed) {
    Random random = new Random(seed);
    ExperienceModel model = new ExperienceModel(RULES);
    for (int round = 0; round < 500; round++) {
      Feedback other = opinion(random, "f", RandomLives.BEGIN, 1);
      double max = 2 + random.nextInt(99);
      Reading before = null;
      for (int step = 0; step <= 20; step++) {
        Feedback rated = rated(other, 1 + (max - 1) * step / 20, max);
        Reading reading = model.read(CUES.of(rated)).orElseThrow();
        if (before != null) {
          String as = "seed " + seed + " round " + round + ": " + rated;
          assertThat(reading.level()).as(as).isGreaterThanOrEqualTo(before.level());
        }
        before = reading;
      }
    }
  }

  private static Feedback rated(Feedback f, double rating, double max) {
    return new Feedback(
        f.customerId(),
        f.timeMillis(),
        f.id(),
        rating,
        1.0,
        max,
        f.metric(),
        f.nps(),
        f.expectation(),
        f.emotion(),
        f.comment(),
        f.lang(),
        f.channel(),
        f.isPublic(),
        f.stage(),
        f.staffId(),
        f.store(),
        f.orderId(),
        f.caseId());
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void aBetterRatingNeverMakesACustomerStandLower(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      List<CustomerEvent> events = said(random, 1 + random.nextInt(12));
      long at = RandomLives.BEGIN + (long) (random.nextDouble() * DAYS * DAY);
      Feedback other = opinion(random, "rated", at, 1);
      RunningLevel before = null;
      for (int stars = 1; stars <= 5; stars++) {
        events.add(rated(other, stars, 5));
        events.sort(Life.IN_TIME_ORDER);
        RunningLevel now = lived(events).lastRecord().serviceLevel();
        if (before != null && now != null) {
          String as = "seed " + seed + " round " + round + " stars " + stars + ": " + events;
          assertThat(now.level()).as(as).isGreaterThanOrEqualTo(before.level());
        }
        before = now;
        events.removeIf(event -> event.id().equals("rated"));
      }
    }
  }
}
