package dev.customerhealth.operator;

import static dev.customerhealth.testing.AlertScripts.action;
import static dev.customerhealth.testing.AlertScripts.signal;
import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.alert.AlertIds;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.testing.AlertScripts;
import dev.customerhealth.testing.AlertSteps;
import dev.customerhealth.testing.NaiveAlerts;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.ScoringSubtask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From signals, stories and actions to what is published, through all three steps. */
class AlertStepsTest {

  private static final Rules RULES = ScoringSubtask.RULES;
  private static final Rules TIGHT =
      TestRules.with("alerts: {dailyBudget: 1, holdout: 0.2, stubDays: 60, expireDays: 40}");
  private static final String OTHER =
      """
      version: other
      currency: {reporting: VND, rates: {GBP: 32000}}
      alerts:
        languages: [en]
        dailyBudget: 2
        bypass: [OVERDUE]
        holdout: 0.5
        stubDays: 30
        reopenDays: 5
        expireDays: 20
        snoozeDays: 3
        maxSnoozeDays: 5
      segments: {default: {}}
      """;
  private static final long BEFORE_ALL = Long.MIN_VALUE;
  private static final long ENDLESS = Long.MAX_VALUE;
  private static final int DAYS = 90;
  private static final long END = midnight(DAYS * 3) - 1;
  private static final List<Integer> NOTHING = List.of(0, 0, 0, 0, 0, 0);

  @ParameterizedTest
  @CsvSource({"1, 1, false", "2, 1, true", "3, 2, false", "4, 5, true"})
  void anyOrderWithinTheBoundAnyPaceAndAnyParallelismGiveWhatARecomputationGives(
      long seed, int parallelism, boolean onRocksDb) throws Exception {
    var random = new Random(seed);
    List<AlertInput> inputs = AlertScripts.random(random, TIGHT, 25, DAYS);
    try (AlertSteps steps =
        AlertSteps.restored(
            onRocksDb ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend(),
            TIGHT,
            BEFORE_ALL,
            ENDLESS,
            parallelism,
            AlertSteps.Snapshot.NONE)) {
      run(steps, disordered(inputs, random), random);
      steps.timeComesTo(END);

      assertThat(NaiveAlerts.hasCalls(steps.outputs())).isTrue();
      assertSame(seed, steps.outputs(), NaiveAlerts.of(inputs, TIGHT, BEFORE_ALL, END));
    }
  }

  @ParameterizedTest
  @CsvSource({"15, 1", "6, 3"})
  void allAtOnceGivesADayAfterTheOtherAndTheLastOneClosesWithEventTime(long seed, int parallelism)
      throws Exception {
    var random = new Random(seed);
    List<AlertInput> inputs = AlertScripts.random(random, TIGHT, 25, DAYS);
    Collections.shuffle(inputs, random);
    long from = noon(20);
    try (AlertSteps steps =
        AlertSteps.restored(
            new HashMapStateBackend(), TIGHT, from, END, parallelism, AlertSteps.Snapshot.NONE)) {
      for (AlertInput input : inputs) {
        steps.arrives(input);
      }
      assertThat(steps.outputs()).isEmpty();
      steps.timeComesTo(END);

      assertSame(seed, steps.outputs(), NaiveAlerts.of(inputs, TIGHT, from, END));
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 1", "8, 1, 3", "9, 4, 2"})
  void aRestoredOrRescaledJobGoesOnAsIfNothingHadHappened(long seed, int before, int after)
      throws Exception {
    var random = new Random(seed);
    List<AlertInput> inputs = AlertScripts.random(random, TIGHT, 25, DAYS);
    List<AlertInput> arriving = disordered(inputs, random);
    int half = arriving.size() / 2;
    AlertSteps.Snapshot snapshot;
    List<OutputMessage> outputs;
    try (AlertSteps steps = steps(before, AlertSteps.Snapshot.NONE)) {
      run(steps, arriving.subList(0, half), random);
      snapshot = steps.snapshot();
      outputs = new ArrayList<>(steps.outputs());
    }
    try (AlertSteps steps = steps(after, snapshot)) {
      run(steps, arriving.subList(half, arriving.size()), random);
      steps.timeComesTo(END);
      outputs.addAll(steps.outputs());
    }
    assertSame(seed, outputs, NaiveAlerts.of(inputs, TIGHT, BEFORE_ALL, END));
  }

  /** What decides a revision is decided by one version, in every step alike. */
  @ParameterizedTest
  @CsvSource({"21, 1, 1", "22, 1, 3", "23, 4, 2"})
  void rulesThatChangeAreFollowedFromTheirInstantOnAndAfterARestart(
      long seed, int before, int after) throws Exception {
    long instant = noon(DAYS / 2);
    RulesChange change = RulesTopic.change(1, instant, false, OTHER);
    Rules other = RulesYaml.parse(OTHER);
    RulesByTime rules = millis -> millis < instant ? TIGHT : other;
    var random = new Random(seed);
    List<AlertInput> inputs = AlertScripts.random(random, TIGHT, 25, DAYS);
    List<AlertInput> arriving = disordered(inputs, random);
    int some = arriving.size() / 3;
    AlertSteps.Snapshot snapshot;
    List<OutputMessage> outputs;
    try (AlertSteps steps = steps(before, AlertSteps.Snapshot.NONE)) {
      run(steps, arriving.subList(0, some), random);
      steps.learn(change);
      run(steps, arriving.subList(some, some + 10), random);
      snapshot = steps.snapshot();
      outputs = new ArrayList<>(steps.outputs());
    }
    try (AlertSteps steps = steps(after, snapshot)) {
      run(steps, arriving.subList(some + 10, arriving.size()), random);
      steps.timeComesTo(END);
      outputs.addAll(steps.outputs());
    }
    assertSame(seed, outputs, NaiveAlerts.of(inputs, rules, BEFORE_ALL, END));
    for (OutputMessage message : Records.on(Topic.ALERTS, outputs)) {
      if (message.value() != null) {
        JsonNode record = Records.json(message);
        boolean isNew = message.timeMillis() >= instant;
        assertThat(record.get("rulesVersion").asText()).isEqualTo(isNew ? "other" : "test");
        assertThat(record.get("summary").size()).isEqualTo(isNew ? 1 : 2);
      }
    }
  }

  /** The steps read the rules by channels of their own. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRevisionIsToldInTheWordsOfTheVersionThatItNamesWhateverStepKnowsOfOthers(
      boolean gateIsAhead) throws Exception {
    RulesChange change = RulesTopic.change(1, noon(0), false, OTHER);
    try (AlertSteps steps = steps(1, AlertSteps.Snapshot.NONE)) {
      if (gateIsAhead) {
        steps.learnAtTheGate(change);
      } else {
        steps.learnAllButTheGate(change);
      }
      steps.arrives(signal("an", noon(1), SignalKind.SHAMING, "mai", 10));
      steps.timeComesTo(noon(1));

      JsonNode record = Records.json(steps.outputs().get(0));
      assertThat(record.get("rulesVersion").asText()).isEqualTo("test");
      assertThat(record.get("summary").size()).isEqualTo(2);
      String currency = record.get("reportingCurrency").asText();
      assertThat(currency).isEqualTo(TIGHT.reportingCurrency());
    }
  }

  /** The shipped document, edited to begin later, its version kept. */
  @Test
  void ofTwoStartDocumentsOfOneNameTheOneInForceGivesTheWords() throws Exception {
    String yaml =
        "version: %s\neffectiveFrom: %s\nalerts: {languages: [en]}\nsegments: {default: {}}\n";
    Rules edited = RulesYaml.parse(yaml.formatted(RULES.version(), Instant.ofEpochMilli(noon(2))));
    try (AlertSteps steps = AlertSteps.started(edited)) {
      steps.arrives(signal("an", noon(1), SignalKind.SHAMING, "mai", 10));
      steps.arrives(signal("binh", noon(3), SignalKind.SHAMING, "mai", 10));
      steps.timeComesTo(noon(3));

      List<JsonNode> records = steps.outputs().stream().map(Records::json).toList();
      assertThat(records)
          .extracting(record -> record.get("customerId").asText())
          .containsExactly("an", "binh");
      assertThat(records)
          .extracting(record -> record.get("summary").size())
          .containsExactly(RULES.alerts().languages().size(), 1);
    }
  }

  @Test
  void aCallIsQueuedUntilItsDayEndsAndReleasedByWhatIsAtRisk() throws Exception {
    try (AlertSteps steps = AlertSteps.started(TestRules.with("alerts: {dailyBudget: 1}"))) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(signal("binh", noon(1) + 1, SignalKind.OVERDUE_CALL, "mai", 20));
      steps.arrives(signal("chi", noon(1) + 2, SignalKind.OVERDUE_CALL, "ly", 1));
      steps.arrives(signal("dung", noon(1) + 3, SignalKind.SHAMING, "mai", 0));
      steps.timeComesTo(midnight(2) - 2);
      assertThat(lives(steps))
          .containsExactlyInAnyOrder("an QUEUED", "binh QUEUED", "chi QUEUED", "dung OPEN");

      steps.timeComesTo(midnight(2) - 1);
      assertThat(lives(steps).subList(4, 6)).containsExactlyInAnyOrder("binh OPEN", "chi OPEN");
      steps.timeComesTo(midnight(3) - 2);
      assertThat(lives(steps)).hasSize(6);
      steps.timeComesTo(midnight(3) - 1);
      assertThat(lives(steps).subList(6, 7)).containsExactly("an OPEN");
      JsonNode last = Records.json(steps.outputs().get(6));
      assertThat(last.get("revision").asInt()).isEqualTo(2);
      assertThat(last.get("previousStatus").asText()).isEqualTo("QUEUED");
      assertThat(last.get("transitionCause").asText()).isEqualTo("TIME");
      assertThat(last.get("updatedAt").asText()).isEqualTo("2020-01-03T23:59:59.999Z");
    }
  }

  @Test
  void whatHappensInTheLastMillisecondOfADayIsDecidedWithIt() throws Exception {
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", midnight(2) - 1, SignalKind.OVERDUE_CALL, "mai", 10));
      steps.timeComesTo(noon(2));
      assertThat(lives(steps)).containsExactly("an QUEUED", "an OPEN");
    }
  }

  @Test
  void whoeverTakesACallOverTakesItFromTheOthersBudget() throws Exception {
    String id = overdue("an", 1);
    try (AlertSteps steps = AlertSteps.started(TestRules.with("alerts: {dailyBudget: 1}"))) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 20));
      steps.arrives(signal("binh", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(action("an", noon(1) + 5, "a1", Kind.ASSIGN, id));
      steps.timeComesTo(midnight(2) - 1);

      assertThat(lives(steps))
          .containsExactlyInAnyOrder(
              "an QUEUED", "binh QUEUED", "an QUEUED", "an OPEN", "binh OPEN");
    }
  }

  /**
   * Mai had it, Hoa took it over, it ended, came again as a watch, and is a call in Mai's hands.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasAWatchElsewhereAndIsHandedBackAsACallOnOneDayIsReleased(boolean isCallBefore)
      throws Exception {
    String id = overdue("an", 1);
    long noon = noon(1);
    try (AlertSteps steps = AlertSteps.started(TestRules.with("alerts: {dailyBudget: 1}"))) {
      steps.arrives(signal("an", noon, SignalKind.OVERDUE_CALL, "mai", 20));
      steps.arrives(action("an", noon + 1, "a1", Kind.ACKNOWLEDGE, id));
      steps.arrives(action("an", noon + 2, "a2", Kind.ASSIGN, id));
      steps.arrives(signal("an", noon + 3, SignalKind.RETURNED, "mai", 20));
      steps.arrives(signal("an", noon + 4, SignalKind.OVERDUE_WATCH, "mai", 20));
      steps.arrives(
          signal("an", noon + (isCallBefore ? 5 : 6), SignalKind.OVERDUE_CALL, "mai", 20));
      steps.arrives(assign("an", noon + (isCallBefore ? 6 : 5), "a3", id, "mai"));
      steps.arrives(signal("binh", noon, SignalKind.OVERDUE_CALL, "mai", 10));
      steps.timeComesTo(midnight(2) - 2);
      assertThat(lives(steps)).filteredOn(life -> life.startsWith("an")).endsWith("an QUEUED");
      steps.timeComesTo(midnight(2) - 1);

      // It had Mai's time already, and costs nobody else's.
      assertThat(lives(steps))
          .filteredOn(life -> life.startsWith("an"))
          .last()
          .isEqualTo("an ESCALATED");
      assertThat(lives(steps)).filteredOn(life -> life.startsWith("binh")).endsWith("binh OPEN");
      assertThat(lives(steps)).filteredOn(life -> life.startsWith("an")).hasSize(8);
    }
  }

  @Test
  void aCallThatOtherRulesMakeAWatchGivesItsPlaceBackAndAsksAnewWhenItIsACallAgain()
      throws Exception {
    try (AlertSteps steps = AlertSteps.started(TestRules.with("alerts: {dailyBudget: 1}"))) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 20));
      steps.arrives(signal("binh", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(eased("an", noon(1) + 1));
      steps.timeComesTo(noon(2));
      assertThat(lives(steps))
          .containsExactlyInAnyOrder("an QUEUED", "an OPEN", "binh QUEUED", "binh OPEN");

      steps.arrives(eased("binh", noon(3)));
      steps.arrives(signal("binh", noon(3) + 1, SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(signal("an", noon(3), SignalKind.OVERDUE_CALL, "mai", 20));
      steps.timeComesTo(midnight(4) - 1);
      assertThat(lives(steps).subList(4, 8))
          .containsExactlyInAnyOrder("binh OPEN", "binh QUEUED", "an QUEUED", "an ESCALATED");
      steps.timeComesTo(midnight(5) - 1);
      assertThat(lives(steps).subList(8, 9)).containsExactly("binh ESCALATED");
    }
  }

  private static AlertInput eased(String customer, long timeMillis) {
    Signal like =
        AlertScripts.signalOf(customer, timeMillis, SignalKind.OVERDUE_EASED, null, "mai", 10);
    return AlertInput.of(
        new Signal(
            customer,
            timeMillis,
            timeMillis,
            like.kind(),
            null,
            "RULES",
            like.evidence(),
            like.facts(),
            Map.of()));
  }

  private static AlertInput assign(
      String customer, long timeMillis, String id, String alertId, String owner) {
    return AlertInput.of(
        new CrmAction(
            customer,
            timeMillis,
            id,
            Kind.ASSIGN,
            alertId,
            null,
            null,
            owner,
            null,
            null,
            null,
            null));
  }

  @Test
  void aSnoozeEndsByItselfAndWhatNothingMovesExpiresAndIsForgottenWithATombstone()
      throws Exception {
    String id = overdue("an", 1);
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(action("an", noon(2), "a1", Kind.SNOOZE, id));
      steps.timeComesTo(noon(9) - 1);
      assertThat(lives(steps)).containsExactly("an QUEUED", "an OPEN", "an SNOOZED");
      steps.timeComesTo(noon(9));
      assertThat(lives(steps)).hasSize(4).endsWith("an OPEN");
      // The budget asked before; it is not asked again.
      steps.timeComesTo(noon(9 + 120));
      assertThat(lives(steps)).hasSize(5).endsWith("an RESOLVED EXPIRED");

      steps.timeComesTo(noon(9 + 120 + 400) - 1);
      assertThat(steps.kept()).isNotEqualTo(NOTHING);
      steps.timeComesTo(noon(9 + 120 + 400));
      assertThat(Records.on(Topic.ALERTS, steps.outputs()))
          .last()
          .isEqualTo(OutputMessage.tombstone(Topic.ALERTS, id, noon(9 + 120 + 400)));
      assertThat(steps.kept()).isEqualTo(NOTHING);
    }
  }

  @Test
  void whatMovesNothingLeavesNothingBehind() throws Exception {
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", noon(1), SignalKind.PRAISE, "mai", 10));
      steps.arrives(action("binh", noon(1), "a1", Kind.CLOSE, "OVERDUE-2020-01-02-0"));
      // waiting and armed, and a timer, of each
      assertThat(steps.kept()).isEqualTo(List.of(4, 2, 0, 0, 0, 0));
      steps.timeComesTo(noon(2));

      assertThat(steps.kept()).isEqualTo(NOTHING);
      assertThat(Records.on(Topic.ALERTS, steps.outputs())).isEmpty();
      JsonNode answer = Records.json(Records.on(Topic.ACTION_RESULTS, steps.outputs()).get(0));
      assertThat(answer.get("actionId").asText()).isEqualTo("a1");
      assertThat(answer.get("customerId").asText()).isEqualTo("binh");
      assertThat(answer.get("result").asText()).isEqualTo("REFUSED");
      assertThat(answer.get("reason").asText()).isEqualTo("UNKNOWN_ALERT");
      assertThat(answer.get("at").asText()).isEqualTo("2020-01-02T12:00:00Z");
    }
  }

  @Test
  void nobodyHasMoreThanOneTimerInEachStep() throws Exception {
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      for (int i = 20; i > 0; i--) {
        steps.arrives(signal("an", noon(i), SignalKind.OVERDUE_CALL, "mai", 10));
      }
      assertThat(steps.kept()).isEqualTo(List.of(2, 1, 0, 0, 0, 0));
      steps.timeComesTo(noon(15));
      // waiting, armed and alerts; queue, closed, armed; gate.
      assertThat(steps.kept().subList(0, 2)).isEqualTo(List.of(3, 1));
      assertThat(steps.kept().get(5)).isZero();
    }
  }

  @Test
  void anErasedCustomerLeavesTombstonesAndNothingElse() throws Exception {
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(signal("an", noon(2), SignalKind.SHAMING, "mai", 10));
      steps.arrives(action("an", noon(3), "a1", Kind.ERASE, null));
      steps.timeComesTo(midnight(5));

      assertThat(Records.on(Topic.ALERTS, steps.outputs()))
          .filteredOn(message -> message.value() == null)
          .extracting(OutputMessage::key)
          .containsExactlyInAnyOrder(overdue("an", 1), id("an", AlertReason.PUBLIC_SHAMING, 2));
      assertThat(lives(steps)).endsWith("an tombstone", "an tombstone");
      assertThat(Records.on(Topic.ACTION_RESULTS, steps.outputs())).hasSize(1);
      assertThat(steps.kept()).isEqualTo(NOTHING);
    }
  }

  @Test
  void anAnswerNamesTheRevisionThatWasPublished() throws Exception {
    String id = overdue("an", 1);
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.arrives(action("an", noon(3), "a1", Kind.ACKNOWLEDGE, id));
      steps.timeComesTo(noon(4));

      // QUEUED, OPEN by the budget, ACKNOWLEDGED
      JsonNode answer = Records.json(Records.on(Topic.ACTION_RESULTS, steps.outputs()).get(0));
      assertThat(answer.get("alertRevision").asInt()).isEqualTo(3);
      assertThat(answer.get("result").asText()).isEqualTo("DONE");
    }
  }

  @Test
  void whatComesBehindEventTimeCountsOnArrivalAsOfWhatWasAppliedBefore() throws Exception {
    try (AlertSteps steps = AlertSteps.started(RULES)) {
      steps.arrives(signal("an", noon(5), SignalKind.OVERDUE_WATCH, "mai", 10));
      steps.timeComesTo(noon(8));
      steps.arrives(signal("an", noon(3), SignalKind.RETURNED, "mai", 10));

      assertThat(lives(steps)).containsExactly("an OPEN", "an RESOLVED RECOVERED");
      assertThat(steps.outputs().get(1).timeMillis()).isEqualTo(noon(5));
    }
  }

  @Test
  void afterARestartADayThatWasDecidedStaysDecided() throws Exception {
    Rules rules = TestRules.with("alerts: {dailyBudget: 1}");
    AlertSteps.Snapshot snapshot;
    try (AlertSteps steps = AlertSteps.started(rules)) {
      steps.arrives(signal("an", noon(1), SignalKind.OVERDUE_CALL, "mai", 10));
      steps.timeComesTo(noon(2));
      assertThat(lives(steps)).containsExactly("an QUEUED", "an OPEN");
      snapshot = steps.snapshot();
    }
    try (AlertSteps steps =
        AlertSteps.restored(new HashMapStateBackend(), rules, BEFORE_ALL, ENDLESS, 2, snapshot)) {
      // Event time begins anew; what is late for day 1 is decided at the end of day 2.
      steps.arrives(signal("binh", noon(1), SignalKind.OVERDUE_CALL, "mai", 99));
      steps.timeComesTo(midnight(3) - 2);
      assertThat(lives(steps)).containsExactly("binh QUEUED");
      steps.timeComesTo(midnight(3) - 1);
      assertThat(lives(steps)).containsExactly("binh QUEUED", "binh OPEN");
    }
  }

  private static AlertSteps steps(int parallelism, AlertSteps.Snapshot before) throws Exception {
    return AlertSteps.restored(
        new HashMapStateBackend(), TIGHT, BEFORE_ALL, ENDLESS, parallelism, before);
  }

  /** With watermarks in between that make nothing late. */
  private static void run(AlertSteps steps, List<AlertInput> arriving, Random random)
      throws Exception {
    long newest = Long.MIN_VALUE;
    for (AlertInput input : arriving) {
      steps.arrives(input);
      newest = Math.max(newest, input.timeMillis());
      if (random.nextInt(8) == 0) {
        steps.timeComesTo(newest - 5 * DAY);
      }
    }
  }

  /** By time, give or take two days. */
  private static List<AlertInput> disordered(List<AlertInput> inputs, Random random) {
    record Arrival(double at, AlertInput input) {}
    return inputs.stream()
        .map(input -> new Arrival(input.timeMillis() + random.nextDouble() * 4 * DAY, input))
        .sorted(java.util.Comparator.comparingDouble(Arrival::at))
        .map(Arrival::input)
        .toList();
  }

  private static void assertSame(
      long seed, List<OutputMessage> actual, List<OutputMessage> expected) {
    for (Topic topic : List.of(Topic.ALERTS, Topic.ACTION_RESULTS)) {
      Map<String, List<String>> records = Records.perKey(topic, actual);
      assertThat(records).as("seed %d", seed).hasSizeGreaterThan(40);
      assertThat(records).as("seed %d", seed).isEqualTo(Records.perKey(topic, expected));
    }
    for (Topic topic : List.of(Topic.WIN_BACK, Topic.LOSS_REASONS)) {
      Map<String, List<String>> records = Records.perKey(topic, actual);
      assertThat(records).as("seed %d", seed).hasSizeGreaterThan(3);
      assertThat(records).as("seed %d", seed).isEqualTo(Records.perKey(topic, expected));
    }
  }

  private static String overdue(String customer, int day) {
    return id(customer, AlertReason.OVERDUE, day);
  }

  private static String id(String customer, AlertReason reason, int day) {
    return AlertIds.alertId(customer, new AlertKey(reason, null), (int) (midnight(day) / DAY));
  }

  /** {@code customer STATUS RESOLUTION} of every record. */
  private static List<String> lives(AlertSteps steps) {
    List<String> lives = new ArrayList<>();
    for (OutputMessage message : Records.on(Topic.ALERTS, steps.outputs())) {
      if (message.value() == null) {
        lives.add("an " + Records.TOMBSTONE);
        continue;
      }
      JsonNode record = Records.json(message);
      String how = record.get("resolution").isNull() ? "" : " " + record.get("resolution").asText();
      lives.add(record.get("customerId").asText() + " " + record.get("status").asText() + how);
    }
    return lives;
  }
}
