package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static dev.customerhealth.testing.RulesTopic.change;
import static dev.customerhealth.testing.RulesTopic.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRulesTest {

  private static final String START = ScoringSubtask.RULES.version();

  /** Only the return counts, so that a score says at once which rules gave it. */
  private static final String RETURN_ONLY =
      yaml(
          "return-only",
          "score: {weights: {return: 1, spend: 0, experience: 0, care: 0, advocacy: 0}}");

  private static final long SWITCH = noon(150);
  private static final RulesChange CHANGE = change(1, SWITCH, false, RETURN_ONLY);
  private static final int DAYS = 400;
  private static final long BOUND = 10 * DAY;

  @Test
  void anEventIsScoredByTheRulesOfItsOwnInstant() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE);
      subtask.arrives(
          purchase("before", SWITCH - 1, "p1", "10"), purchase("after", SWITCH, "p2", "10"));
      subtask.timeComesTo(SWITCH);
      assertThat(versions(subtask.outputs(), "before")).containsExactly(START);
      assertThat(versions(subtask.outputs(), "after")).containsExactly("return-only");
    }
  }

  @Test
  void anIdleCustomerSwitchesAtTheNextLookWithARecordThatTellsWhy() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE);
      weekly(subtask, "an", -300, 148);
      subtask.timeComesTo(SWITCH);
      assertThat(versions(subtask.outputs(), "an")).containsOnly(START);
      subtask.timeComesTo(SWITCH + 8 * DAY);

      List<JsonNode> scores = scores(subtask.outputs(), "an");
      JsonNode first =
          scores.stream()
              .filter(score -> version(score).equals("return-only"))
              .findFirst()
              .orElseThrow();
      assertThat(first.get("cause").asText()).isEqualTo("RULES");
      assertThat(first.get("change"))
          .anyMatch(move -> move.get("driver").asText().equals("RULES"))
          .noneMatch(move -> move.get("driver").asText().equals("BEHAVIOUR"));
      assertThat(points(first)).isEqualTo(tenths(first, "score") - tenths(first, "previousScore"));
    }
  }

  @Test
  void anEventThatSwitchesACustomerKeepsWhatTheRulesDidApartFromWhatItDid() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE);
      weekly(subtask, "an", -300, 148);
      subtask.arrives(purchase("an", SWITCH, "last", "10"));
      subtask.timeComesTo(SWITCH);
      List<JsonNode> scores = scores(subtask.outputs(), "an");
      JsonNode last = scores.get(scores.size() - 1);
      assertThat(last.get("cause").asText()).isEqualTo("purchases/last");
      assertThat(last.get("change"))
          .anyMatch(move -> move.get("driver").asText().equals("RULES"))
          .anyMatch(move -> move.get("driver").asText().equals("BEHAVIOUR"));
      assertThat(points(last)).isEqualTo(tenths(last, "score") - tenths(last, "previousScore"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theOrderOfArrivalOfEventsAndRulesLeavesNoTrace(long seed) throws Exception {
    List<Envelope> events = Traffic.of(seed, 20, DAYS);
    Map<String, List<String>> atOnce;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE, change(2, midnight(300), false, yaml("third", "horizonDays: 30")));
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(midnight(DAYS + 60));
      atOnce = scores(subtask.outputs());
    }
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      boolean[] learnt = {false, false};
      long newest = Long.MIN_VALUE;
      for (Envelope event : Traffic.disordered(events, BOUND, seed)) {
        newest = Math.max(newest, event.timeMillis());
        // Just before event time comes to it.
        if (!learnt[1] && newest - BOUND >= midnight(290)) {
          subtask.learns(change(2, midnight(300), false, yaml("third", "horizonDays: 30")));
          learnt[1] = true;
        }
        if (!learnt[0] && newest - BOUND >= SWITCH - 5 * DAY) {
          subtask.learns(CHANGE);
          learnt[0] = true;
        }
        subtask.arrives(event);
        subtask.timeComesTo(newest - BOUND);
      }
      subtask.timeComesTo(midnight(DAYS + 60));
      assertThat(learnt).containsOnly(true);
      assertThat(scores(subtask.outputs())).as("seed %d", seed).isEqualTo(atOnce);
    }
    assertThat(atOnce)
        .allSatisfy(
            (id, records) -> {
              List<String> versions = records.stream().map(LiveRulesTest::version).toList();
              assertThat(inSequence(versions))
                  .as(id)
                  .doesNotHaveDuplicates()
                  .isSubsetOf(START, "return-only", "third");
            });
  }

  /** A change that comes too late is no reason to go back and forth. */
  @Test
  void rulesThatBecomeKnownAfterTheirBeginningHoldForWhatComesNext() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      weekly(subtask, "an", 0, 200);
      subtask.timeComesTo(midnight(180));
      subtask.learns(CHANGE);
      subtask.timeComesTo(midnight(220));
      assertThat(inSequence(versions(subtask.outputs(), "an")))
          .containsExactly(START, "return-only");
    }
  }

  /** Even one whose clock runs ahead, so that it comes before the rules. */
  @Test
  void whoStandsForNobodyIsTurnedAwayFromTheInstantOnAtWhichTheRulesSaySo() throws Exception {
    RulesChange guests =
        change(1, SWITCH, false, yaml("guests", "", "hotKeys: {exclude: [GUEST]}"));
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(
          purchase("GUEST", SWITCH - 1, "p1", "10"), purchase("GUEST", SWITCH + 5, "p3", "10"));
      subtask.learns(guests);
      subtask.arrives(purchase("GUEST", SWITCH, "p2", "10"), purchase("guest", SWITCH, "p4", "10"));
      subtask.timeComesTo(SWITCH + DAY);
      assertThat(scores(subtask.outputs(), "GUEST"))
          .extracting(score -> score.get("cause").asText())
          .contains("purchases/p1")
          .doesNotContain("purchases/p2", "purchases/p3");
      assertThat(scores(subtask.outputs(), "guest")).isNotEmpty();
      assertThat(json(Topic.DEAD_LETTERS, subtask.returned()))
          .hasSize(2)
          .allMatch(letter -> letter.get("reason").asText().equals("EXCLUDED_CUSTOMER"));
    }
  }

  @Test
  void theScheduleAndWhoHasSwitchedSurviveARestartUnderOtherStartRules() throws Exception {
    List<Envelope> events = Traffic.of(7, 20, DAYS);
    RulesChange next = change(2, midnight(320), false, yaml("third", "horizonDays: 30"));
    Map<String, List<String>> uninterrupted;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE, next);
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(midnight(DAYS + 60));
      uninterrupted = scores(subtask.outputs());
    }
    List<OutputMessage> outputs = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE, next);
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(midnight(250));
      outputs.addAll(subtask.outputs());
      snapshot = subtask.snapshot();
    }
    Rules other = RulesYaml.parse(yaml("other", "horizonDays: 10"));
    try (ScoringSubtask subtask = ScoringSubtask.restored(other, 1, 0, snapshot)) {
      subtask.timeComesTo(midnight(DAYS + 60));
      outputs.addAll(subtask.outputs());
    }
    assertThat(scores(outputs)).isEqualTo(uninterrupted);
  }

  @Test
  void anOverrideReplacesTheRestoredSchedule() throws Exception {
    OperatorSubtaskState snapshot;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.learns(CHANGE);
      weekly(subtask, "an", 0, 200);
      subtask.timeComesTo(midnight(180));
      snapshot = subtask.snapshot();
    }
    Rules mine = RulesYaml.parse(yaml("mine", ""));
    try (ScoringSubtask subtask = ScoringSubtask.overriding(mine, snapshot)) {
      subtask.timeComesTo(midnight(200));
      assertThat(versions(subtask.outputs(), "an")).isNotEmpty().containsOnly("mine");
    }
    String from = "effectiveFrom: " + Instant.ofEpochMilli(midnight(190));
    Rules later = RulesYaml.parse(yaml("mine", "", from));
    try (ScoringSubtask subtask = ScoringSubtask.overriding(later, snapshot)) {
      subtask.timeComesTo(midnight(200));
      assertThat(inSequence(versions(subtask.outputs(), "an")))
          .containsExactly("return-only", "mine");
    }
  }

  @Test
  void startRulesWithABeginningLeaveWhatComesBeforeToTheShippedOnes() throws Exception {
    String from = "effectiveFrom: " + Instant.ofEpochMilli(SWITCH);
    Rules later = RulesYaml.parse(yaml("mine", "", from));
    try (ScoringSubtask subtask = ScoringSubtask.started(later)) {
      weekly(subtask, "an", 0, 200);
      subtask.timeComesTo(midnight(201));
      List<JsonNode> scores = scores(subtask.outputs(), "an");
      assertThat(scores)
          .allSatisfy(
              score -> assertThat(version(score)).isEqualTo(asOf(score) < SWITCH ? START : "mine"));
      assertThat(scores).anyMatch(score -> asOf(score) < SWITCH);
    }
  }

  @Test
  void aShadowScoresWhatTheRulesInForceScoredAndChangesNothing() throws Exception {
    List<Envelope> events = Traffic.of(3, 20, DAYS);
    Map<String, List<String>> alone;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(midnight(DAYS));
      alone = scores(subtask.outputs());
    }
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      long end = SWITCH + 100 * DAY;
      subtask.learns(
          change(1, SWITCH, true, RETURN_ONLY), new RulesChange(2, "return-only", end, true, null));
      subtask.arrives(events.toArray(Envelope[]::new));
      subtask.timeComesTo(midnight(DAYS));
      assertThat(scores(subtask.outputs())).isEqualTo(alone);

      List<JsonNode> live = json(Topic.SCORES, subtask.outputs());
      List<JsonNode> shadows = json(Topic.SCORES_SHADOW, subtask.outputs());
      assertThat(shadows)
          .hasSameSizeAs(live.stream().filter(s -> asOf(s) >= SWITCH && asOf(s) < end).toList());
      assertThat(shadows)
          .isNotEmpty()
          .allSatisfy(
              shadow -> {
                JsonNode beside =
                    live.stream()
                        .filter(s -> id(s).equals(id(shadow)))
                        .filter(s -> s.get("revision").equals(shadow.get("revision")))
                        .findFirst()
                        .orElseThrow();
                assertThat(version(shadow)).isEqualTo("return-only");
                assertThat(asOf(shadow)).isEqualTo(asOf(beside));
                assertThat(shadow.get("previousScore")).isEqualTo(beside.get("score"));
                assertThat(shadow.get("spend")).isEqualTo(beside.get("spend"));
              });
      assertThat(shadows).anyMatch(s -> !s.get("score").equals(s.get("previousScore")));
    }
  }

  private static void weekly(ScoringSubtask subtask, String id, int fromDay, int toDay)
      throws Exception {
    Random amounts = new Random(5);
    for (int day = fromDay; day <= toDay; day += 7) {
      subtask.arrives(purchase(id, noon(day), "d" + day, "" + (5 + amounts.nextInt(200))));
    }
  }

  private static Map<String, List<String>> scores(Collection<OutputMessage> outputs) {
    return Records.perKey(Topic.SCORES, outputs);
  }

  private static List<JsonNode> json(Topic topic, Collection<OutputMessage> outputs) {
    return Records.on(topic, outputs).stream()
        .filter(message -> message.value() != null)
        .map(Records::json)
        .toList();
  }

  private static List<JsonNode> scores(Collection<OutputMessage> outputs, String id) {
    return json(Topic.SCORES, outputs).stream().filter(score -> id(score).equals(id)).toList();
  }

  private static List<String> versions(Collection<OutputMessage> outputs, String id) {
    return scores(outputs, id).stream().map(LiveRulesTest::version).toList();
  }

  /** Each version once for every time that it follows another one. */
  private static List<String> inSequence(List<String> versions) {
    List<String> sequence = new ArrayList<>();
    for (String version : versions) {
      if (sequence.isEmpty() || !sequence.get(sequence.size() - 1).equals(version)) {
        sequence.add(version);
      }
    }
    return sequence;
  }

  private static String version(String record) {
    return record.equals(Records.TOMBSTONE) ? START : version(Records.json(record));
  }

  private static String version(JsonNode score) {
    return score.get("rulesVersion").asText();
  }

  private static String id(JsonNode score) {
    return score.get("customerId").asText();
  }

  private static long asOf(JsonNode score) {
    return Instant.parse(score.get("asOf").asText()).toEpochMilli();
  }

  private static long tenths(JsonNode score, String field) {
    return Math.round(score.get(field).asDouble() * 10);
  }

  /** The sum of all moves, in tenths. */
  private static long points(JsonNode score) {
    long sum = 0;
    for (JsonNode move : score.get("change")) {
      sum += tenths(move, "points");
    }
    return sum;
  }
}
