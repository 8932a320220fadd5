package dev.customerhealth.operator;

import static dev.customerhealth.domain.experience.Occasions.rating;
import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.HOUR;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Occasions;
import dev.customerhealth.domain.experience.Occasions.Occasion;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.testing.NaiveStandings;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.StandingSteps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both steps together; the first partials of a day to the last record about a key. */
class StandingsTest {

  private static final Rules RULES = ScoringSubtask.RULES;
  private static final Rules FROM_ONE = rules("standing: {minimumSample: 1}");
  private static final int DAYS = 120;
  private static final long ENDLESS = Customer.NEVER;

  @Test
  void aDayIsPublishedWhenEventTimePassesItsEnd() throws Exception {
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.arrives(rating("STAFF:an", "ly", 2, midnight(3)).share());
      steps.timeComesTo(midnight(4) - 2);
      assertThat(steps.outputs()).isEmpty();

      steps.timeComesTo(midnight(4) - 1);

      assertThat(steps.stamped())
          .extracting(StreamRecord::getTimestamp)
          .containsExactly(midnight(4) - 1);
      OutputMessage message = steps.outputs().get(0);
      assertThat(message.topic()).isEqualTo(Topic.SERVICE_STANDING);
      assertThat(message.key()).isEqualTo("STAFF:an");
      JsonNode record = Records.json(message);
      assertThat(record.get("key").asText()).isEqualTo("STAFF:an");
      assertThat(record.get("dimension").asText()).isEqualTo("STAFF");
      assertThat(record.get("value").asText()).isEqualTo("an");
      assertThat(record.get("day").asText()).isEqualTo("2020-01-04");
      assertThat(record.get("asOf").asText()).isEqualTo("2020-01-04T23:59:59.999Z");
      assertThat(record.get("level").asInt()).isEqualTo(3);
      assertThat(record.get("name").asText()).isEqualTo("EXPECTED");
      assertThat(record.get("mean").asDouble()).isCloseTo(3.25, within(.01));
      assertThat(record.get("confidence").asDouble()).isBetween(.2, .6);
      assertThat(record.get("count").asInt()).isEqualTo(2);
      assertThat(record.get("successRate").asDouble()).isEqualTo(.5);
      assertThat(record.get("rulesVersion").asText()).isEqualTo(FROM_ONE.version());
    }
  }

  @Test
  void aDayThatBringsNothingGivesNoRecordAndTheNextAddsToWhatWasKnown() throws Exception {
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAGE:AFTER_SALE", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(midnight(6));
      steps.arrives(rating("STAGE:AFTER_SALE", "ly", 4.5, noon(6)).share());
      steps.timeComesTo(midnight(20));

      assertThat(steps.outputs())
          .extracting(message -> Records.json(message).get("day").asText())
          .containsExactly("2020-01-04", "2020-01-07");
      assertThat(counts(steps)).containsExactly(1, 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, false", "2, 1, true", "3, 2, false", "4, 3, true", "5, 16, false"})
  void anyOrderAnyPaceAndAnyParallelismGiveWhatARecomputationGives(
      long seed, int parallelism, boolean onRocksDb) throws Exception {
    Random random = new Random(seed);
    List<StandingShare> shares = shares(random, 400);
    try (StandingSteps steps =
        onRocksDb
            ? StandingSteps.startedOnRocksDb(RULES, ENDLESS, parallelism)
            : StandingSteps.started(RULES, ENDLESS, parallelism)) {
      run(steps, shares, random);
      steps.timeComesTo(midnight(DAYS + 30));

      assertThat(records(steps.outputs()))
          .as("seed %d", seed)
          .hasSize(Occasions.KEYS.size())
          .isEqualTo(NaiveStandings.of(shares, RULES, ENDLESS));
    }
  }

  @Test
  void allAtOnceGivesADayAfterTheOtherAndTheLastOneCloses() throws Exception {
    List<StandingShare> shares = shares(new Random(6), 400);
    long end = shares.stream().mapToLong(StandingShare::timeMillis).max().orElseThrow() + HOUR;
    Collections.shuffle(shares, new Random(6));
    try (StandingSteps steps = StandingSteps.started(RULES, end, 2)) {
      for (StandingShare share : shares) {
        steps.arrives(share);
      }
      steps.timeComesTo(end);

      assertThat(records(steps.outputs())).isEqualTo(NaiveStandings.of(shares, RULES, end));
      assertThat(steps.stamped()).extracting(StreamRecord::getTimestamp).contains(end);
      assertThat(steps.keptBySums()).isZero();
    }
  }

  @Test
  void daysAreThoseOfTheCalendarZone() throws Exception {
    Rules rules = rules("standing: {minimumSample: 1}", "calendar: {zone: Asia/Ho_Chi_Minh}");
    try (StandingSteps steps = StandingSteps.started(rules, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, midnight(3) + 18 * HOUR).share());
      steps.timeComesTo(midnight(4) + 17 * HOUR - 2);
      assertThat(steps.outputs()).isEmpty();
      steps.timeComesTo(midnight(4) + 17 * HOUR - 1);
      JsonNode record = Records.json(steps.outputs().get(0));
      assertThat(record.get("day").asText()).isEqualTo("2020-01-05");
      assertThat(record.get("asOf").asText()).isEqualTo("2020-01-05T16:59:59.999Z");
    }
  }

  @Test
  void aShareBehindEventTimeCountsInTheDayThatClosesNext() throws Exception {
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(noon(5));
      steps.arrives(rating("STAFF:an", "ly", 4.5, noon(3)).share());
      steps.timeComesTo(midnight(8));

      assertThat(steps.outputs())
          .extracting(message -> Records.json(message).get("day").asText())
          .containsExactly("2020-01-04", "2020-01-06");
      assertThat(counts(steps)).containsExactly(1, 2);
    }
  }

  @Test
  void nothingIsPublishedBelowTheMinimumSampleAndARecordIsTakenBackWhenItFallsBelow()
      throws Exception {
    try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, 1)) {
      for (int i = 0; i < 4; i++) {
        steps.arrives(rating("STAFF:an", "c" + i, 4.5, noon(i)).share());
      }
      steps.timeComesTo(midnight(5));
      assertThat(steps.outputs()).isEmpty();
      Occasion fifth = rating("STAFF:an", "mai", 4.5, noon(5));
      steps.arrives(fifth.share());
      steps.timeComesTo(midnight(6));
      assertThat(counts(steps)).containsExactly(5);
      steps.arrives(takenBack(fifth, noon(7)).share());
      steps.arrives(takenBack(rating("STAFF:an", "c1", 4.5, noon(1)), noon(8)).share());
      steps.timeComesTo(midnight(10));

      assertThat(steps.outputs().subList(1, steps.outputs().size()))
          .containsExactly(
              OutputMessage.tombstone(Topic.SERVICE_STANDING, "STAFF:an", midnight(8) - 1));
    }
  }

  @Test
  void whatHasFadedHasNoLevelButItsCount() throws Exception {
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      Cue cue = Cue.of(CueCode.RATING, 2, .6, 1);
      steps.arrives(new Occasion("STAFF:an", "mai", cue, noon(0), noon(900), 1).share());
      steps.timeComesTo(midnight(901));

      JsonNode record = Records.json(steps.outputs().get(0));
      assertThat(record.get("level").isNull()).isTrue();
      assertThat(record.get("name").isNull()).isTrue();
      assertThat(record.get("mean").isNull()).isTrue();
      assertThat(record.get("confidence").isNull()).isTrue();
      assertThat(record.get("count").asInt()).isEqualTo(1);
      assertThat(record.get("successRate").asDouble()).isZero();
    }
  }

  @Test
  void everybodyServedByOneChannelGivesSixteenPartialsADay() throws Exception {
    Cue cue = Cue.of(CueCode.RATING, 4, .6, 1);
    LatentSums sums = LatentSums.empty(Occasions.HALF_LIFE_DAYS).plus(cue, noon(3));
    try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, 4)) {
      for (int i = 0; i < 100_000; i++) {
        long at = midnight(3) + i % DAY;
        steps.arrives(StandingShare.of("CHANNEL:ZALO", "c" + i, at, sums, 1, true));
      }
      steps.timeComesTo(midnight(4));

      assertThat(steps.partials()).hasSize(StandingShare.SALTS);
      assertThat(counts(steps)).containsExactly(100_000);
    }
  }

  @Test
  void aKeyThatGotNothingForThreeYearsIsForgottenAndTakenBack() throws Exception {
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(midnight(500));
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(500)).share());
      for (long quiet : new long[] {midnight(501), midnight(501 + 1095) - 1}) {
        steps.timeComesTo(quiet);
        assertThat(steps.outputs()).hasSize(2);
        // standing, closed, published, and one timer
        assertThat(steps.keptByPublished()).isEqualTo(4);
      }

      steps.timeComesTo(midnight(501 + 1095));

      assertThat(steps.outputs().get(2))
          .isEqualTo(
              OutputMessage.tombstone(Topic.SERVICE_STANDING, "STAFF:an", midnight(501 + 1095)));
      assertThat(steps.keptByPublished()).isZero();
      assertThat(steps.keptBySums()).isZero();

      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(1600)).share());
      steps.timeComesTo(midnight(1601));
      assertThat(Records.json(steps.outputs().get(3)).get("count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void oneThatWasNeverPublishedIsForgottenInSilence() throws Exception {
    try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(midnight(3000));

      assertThat(steps.outputs()).isEmpty();
      assertThat(steps.keptByPublished()).isZero();
    }
  }

  @Test
  void theEndOfEventTimeClosesADayEvenAtAnInstantOfForgetting() throws Exception {
    long end = midnight(4 + 1095);
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, end, 1)) {
      for (int day : new int[] {3, 50, 4 + 1095}) {
        steps.arrives(rating("STAFF:an", "mai", 4.5, midnight(day)).share());
      }
      steps.timeComesTo(end);

      assertThat(counts(steps)).containsExactly(1, 2, 3);
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 1", "8, 1, 3", "9, 3, 1", "10, 2, 5"})
  void aRestoredOrRescaledJobGoesOnAsIfNothingHadHappened(long seed, int before, int after)
      throws Exception {
    Random random = new Random(seed);
    List<StandingShare> shares = shares(random, 400);
    int half = shares.size() / 2;
    StandingSteps.Snapshot snapshot;
    List<OutputMessage> outputs;
    try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, before)) {
      run(steps, shares.subList(0, half), random);
      snapshot = steps.snapshot();
      outputs = new ArrayList<>(steps.outputs());
    }
    try (StandingSteps steps = StandingSteps.restored(RULES, ENDLESS, after, snapshot)) {
      run(steps, shares.subList(half, shares.size()), random);
      steps.timeComesTo(midnight(DAYS + 30));
      outputs.addAll(steps.outputs());
    }
    assertThat(records(outputs))
        .as("seed %d", seed)
        .isEqualTo(NaiveStandings.of(shares, RULES, ENDLESS));
  }

  @Test
  void afterARestartAClosedDayStaysClosed() throws Exception {
    StandingSteps.Snapshot snapshot;
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(noon(4));
      snapshot = steps.snapshot();
    }
    try (StandingSteps steps = StandingSteps.restored(FROM_ONE, ENDLESS, 1, snapshot)) {
      steps.arrives(rating("STAFF:an", "ly", 4.5, noon(3)).share());
      steps.timeComesTo(noon(4));
      assertThat(steps.outputs()).isEmpty();
      steps.timeComesTo(midnight(5));

      assertThat(Records.json(steps.outputs().get(0)).get("day").asText()).isEqualTo("2020-01-05");
      assertThat(counts(steps)).containsExactly(2);
    }
  }

  @Test
  void otherRulesAreFollowedFromTheNextDayOnAndAfterARestart() throws Exception {
    String others =
        """
        version: others
        experience: {halfLifeDays: 30, standing: {minimumSample: 5}}
        segments: {default: {life: {forgetAfterDays: 2000}}}
        """;
    StandingSteps.Snapshot snapshot;
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.learn(RulesTopic.change(1, noon(4), false, others));
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.arrives(rating("STAFF:an", "ly", 4.5, noon(4) - 1).share());
      steps.arrives(rating("STAFF:an", "binh", 4.5, noon(4)).share(30));
      steps.timeComesTo(midnight(5));
      assertThat(counts(steps)).containsExactly(1, 3);
      assertThat(versions(steps)).containsExactly("test", "test");
      snapshot = steps.snapshot();
    }
    try (StandingSteps steps = StandingSteps.restored(FROM_ONE, ENDLESS, 1, snapshot)) {
      steps.arrives(rating("STAFF:an", "hoa", 4.5, noon(5)).share(30));
      steps.timeComesTo(midnight(6));
      assertThat(steps.outputs())
          .containsExactly(
              OutputMessage.tombstone(Topic.SERVICE_STANDING, "STAFF:an", midnight(6) - 1));
      steps.arrives(rating("STAFF:an", "vy", 4.5, noon(6)).share(30));
      steps.timeComesTo(midnight(7));
      JsonNode record = Records.json(steps.outputs().get(1));
      assertThat(record.get("count").asInt()).isEqualTo(5);
      assertThat(record.get("rulesVersion").asText()).isEqualTo("others");
      steps.timeComesTo(midnight(7 + 2000) - 1);
      assertThat(steps.outputs()).hasSize(2);
      steps.timeComesTo(midnight(7 + 2000));
      assertThat(steps.outputs()).hasSize(3);
      assertThat(steps.keptByPublished()).isZero();
    }
  }

  @Test
  void aKeyThatComesToRestUnderRulesThatForgetEarlierIsKeptAsTheNewOnesSay() throws Exception {
    String later = "version: later\nsegments: {default: {life: {forgetAfterDays: 2000}}}";
    try (StandingSteps steps = StandingSteps.started(FROM_ONE, ENDLESS, 1)) {
      steps.arrives(rating("STAFF:an", "mai", 4.5, noon(3)).share());
      steps.timeComesTo(noon(4));
      steps.learn(RulesTopic.change(1, noon(9), false, later));
      steps.timeComesTo(midnight(4 + 2000) - 1);
      assertThat(steps.outputs()).hasSize(1);
      steps.timeComesTo(midnight(4 + 2000));
      assertThat(steps.outputs()).hasSize(2);
      assertThat(steps.keptByPublished()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 14})
  void theOrderOfArrivalLeavesNoTraceWhileTheRulesChange(long seed) throws Exception {
    String yaml = "version: faster\nsegments: {default: {}}\nexperience: {halfLifeDays: 20}\n";
    RulesChange faster = RulesTopic.change(1, noon(DAYS / 2), false, yaml);
    List<StandingShare> shares = shares(new Random(seed), 100);
    // Much happens on the day on which the rules change.
    for (int hour = 0; hour < 24; hour++) {
      long time = midnight(DAYS / 2) + hour * HOUR;
      Occasion occasion = rating("STAFF:an", "c" + hour, 1.5 + hour % 4, time);
      shares.add(time < noon(DAYS / 2) ? occasion.share() : occasion.share(20));
    }
    shares.sort(Comparator.comparingLong(StandingShare::timeMillis));
    Map<String, List<String>> expected = null;
    for (int run = 0; run < 3; run++) {
      Random random = new Random(seed * 10 + run);
      try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, 1 + run)) {
        steps.learn(faster);
        run(steps, shares, random);
        steps.timeComesTo(midnight(DAYS + 30));
        Map<String, List<String>> records = records(steps.outputs());
        expected = expected == null ? records : expected;
        assertThat(records).as("seed %d, run %d", seed, run).isEqualTo(expected);
        assertThat(versions(steps)).contains(RULES.version(), "faster");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void theFirstStepKeepsNothingOfADayThatIsClosed(long seed) throws Exception {
    Random random = new Random(seed);
    try (StandingSteps steps = StandingSteps.started(RULES, ENDLESS, 1)) {
      run(steps, shares(random, 100), random);
      assertThat(steps.keptBySums()).isPositive();
      steps.timeComesTo(midnight(DAYS + 30));
      assertThat(steps.keptBySums()).as("seed %d", seed).isZero();
    }
  }

  /** In the order of their decisions. */
  private static List<StandingShare> shares(Random random, int count) {
    List<StandingShare> shares = new ArrayList<>();
    for (Occasion occasion : Occasions.random(random, count, midnight(0), DAYS)) {
      shares.add(occasion.share());
    }
    shares.sort(Comparator.comparingLong(StandingShare::timeMillis));
    return shares;
  }

  /** Arriving shuffled by up to five days, while event time follows in steps of its own. */
  private static void run(StandingSteps steps, List<StandingShare> shares, Random random)
      throws Exception {
    List<StandingShare> waiting = new ArrayList<>();
    long until = Long.MIN_VALUE;
    for (StandingShare share : shares) {
      if (share.timeMillis() > until) {
        arrive(steps, waiting, random);
        if (until != Long.MIN_VALUE) {
          steps.timeComesTo(share.timeMillis() - 1);
        }
        until = share.timeMillis() + (long) (random.nextDouble() * 5 * DAY);
      }
      waiting.add(share);
    }
    arrive(steps, waiting, random);
  }

  private static void arrive(StandingSteps steps, List<StandingShare> waiting, Random random)
      throws Exception {
    Collections.shuffle(waiting, random);
    for (StandingShare share : waiting) {
      steps.arrives(share);
    }
    waiting.clear();
  }

  private static Occasion takenBack(Occasion occasion, long atMillis) {
    return new Occasion(
        occasion.key(), occasion.customerId(), occasion.cue(), occasion.saidMillis(), atMillis, -1);
  }

  private static List<Integer> counts(StandingSteps steps) {
    return steps.outputs().stream()
        .map(message -> Records.json(message).get("count").asInt())
        .toList();
  }

  private static List<String> versions(StandingSteps steps) {
    return steps.outputs().stream()
        .filter(message -> message.value() != null)
        .map(message -> Records.json(message).get("rulesVersion").asText())
        .toList();
  }

  private static Map<String, List<String>> records(List<OutputMessage> messages) {
    return Records.perKey(Topic.SERVICE_STANDING, messages);
  }

  private static Rules rules(String experience, String... more) {
    return RulesYaml.parse(
        "version: test\nsegments: {default: {}}\nexperience: {"
            + experience
            + "}\n"
            + String.join("\n", more));
  }
}
