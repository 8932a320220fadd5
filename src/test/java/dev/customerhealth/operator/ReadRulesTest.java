package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.RulesTopic.record;
import static dev.customerhealth.testing.RulesTopic.value;
import static dev.customerhealth.testing.RulesTopic.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadRulesTest {

  private static final long T = noon(100);
  private static final long LEAD = 60_000;
  private static final Rules START = ScoringSubtask.RULES;
  private static final String LATE_ALARM = "overdue: {watchRisk: 0.6, callRisk: 0.8}";

  private OneInputStreamOperatorTestHarness<Envelope, RulesChange> topic;

  @BeforeEach
  void open() throws Exception {
    topic = harness(START, false, null);
    topic.open();
  }

  @AfterEach
  void close() throws Exception {
    topic.close();
  }

  @Test
  void aDocumentTakesOverAMinuteAfterItsArrival() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    RulesChange change = changes().get(0);
    assertThat(change.version()).isEqualTo("v1");
    assertThat(change.fromMillis()).isEqualTo(T + LEAD);
    assertThat(change.shadow()).isFalse();
    Rules rules = RulesYaml.parse(Objects.requireNonNull(change.yaml()));
    assertThat(rules.defaultSegment().overdue().watchRisk()).isEqualTo(.6);
    assertThat(refusals()).isEmpty();
  }

  @Test
  void orAtItsEffectiveFromIfThatIsLater() throws Exception {
    long wanted = T + LEAD + 1;
    arrives(record(T, yaml("later", "", "effectiveFrom: " + Instant.ofEpochMilli(wanted))));
    arrives(record(T, yaml("past", "", "effectiveFrom: 2001-01-01T00:00:00Z")));
    assertThat(changes())
        .extracting(RulesChange::version, RulesChange::fromMillis)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("later", wanted),
            org.assertj.core.groups.Tuple.tuple("past", T + LEAD));
  }

  @Test
  void everyFaultOfADocumentIsNamedAndNothingChanges() throws Exception {
    String faulty =
        yaml("v1", "overdue: {watchRisk: 7}, horizonDays: soon", "colour: red", "hotKeys: 3");
    arrives(record(T, faulty));
    assertThat(changes()).isEmpty();
    JsonNode letter = refusals().get(0);
    assertThat(letter.get("reason").asText()).isEqualTo("INVALID_RULES");
    assertThat(letter.get("detail").asText().lines())
        .hasSize(4)
        .anyMatch(fault -> fault.contains("watchRisk"))
        .anyMatch(fault -> fault.contains("horizonDays"))
        .anyMatch(fault -> fault.contains("colour"))
        .anyMatch(fault -> fault.contains("hotKeys"));
    assertThat(letter.get("source").asText()).isEqualTo("customer-health.rules");
    assertThat(letter.get("offset").asLong()).isEqualTo(7);
    assertThat(letter.get("key").asText()).isEqualTo("v1");
    assertThat(letter.get("at").asText()).isEqualTo(Instant.ofEpochMilli(T).toString());
  }

  @Test
  void theVersionsOfKeyRecordAndDocumentMustBeOne() throws Exception {
    arrives(record("v2", T, value("v1", yaml("v3", ""))));
    assertThat(changes()).isEmpty();
    assertThat(refusals().get(0).get("detail").asText().lines())
        .containsExactly(
            "key: must be the version of the record, v1, is v2",
            "version: must be the version of the record, v1, is v3");
  }

  @Test
  void twoDocumentsWithOneVersionAndDifferentContentsAreNotTheSame() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    arrives(record(T + 1, yaml("v1", "horizonDays: 20")));
    arrives(record("shadow:v1", T + 2, value("v1", yaml("v1", "horizonDays: 30"))));
    arrives(record(T + 3, yaml(START.version(), LATE_ALARM)));
    assertThat(changes()).hasSize(1);
    assertThat(refusals())
        .hasSize(3)
        .allMatch(letter -> letter.get("detail").asText().contains("another document"));
  }

  @Test
  void theSameDocumentAgainIsNoNews() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    arrives(record("v1", T + 1, value("v1", "# with a remark\n" + yaml("v1", LATE_ALARM))));
    arrives(record(T + 2, yaml("v2", "")));
    arrives(record(T + 3, yaml("v1", LATE_ALARM)));
    assertThat(changes()).extracting(RulesChange::version).containsExactly("v1", "v2");
    assertThat(refusals()).isEmpty();
  }

  @Test
  void theDocumentThatTheJobBeganWithMayTakeOverAgain() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    String version = START.version();
    arrives(record(version, T, value(version, RulesYaml.write(START))));
    assertThat(changes()).extracting(RulesChange::version).containsExactly("v1", START.version());
  }

  @Test
  void anotherCalendarZoneIsRefused() throws Exception {
    arrives(record(T, yaml("v1", "", "calendar: {zone: Asia/Ho_Chi_Minh}")));
    assertThat(changes()).isEmpty();
    assertThat(refusals().get(0).get("detail").asText()).contains("calendar.zone", "UTC");
  }

  @Test
  void tenMegabytesAreRefusedUnreadAndCutInTheDeadLetter() throws Exception {
    byte[] huge = value("v1", yaml("v1", "") + "# ".repeat(5 << 20));
    arrives(record("v1", T, huge));
    assertThat(changes()).isEmpty();
    JsonNode letter = refusals().get(0);
    assertThat(letter.get("reason").asText()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(letter.get("rawBytes").asLong()).isEqualTo(huge.length).isGreaterThan(10 << 20);
    assertThat(letter.get("raw").asText().length()).isLessThan(1 << 20);
    assertThat(letter.get("rawSha256").asText()).isEqualTo(DigestUtils.sha256Hex(huge));
  }

  @Test
  void aThousandFaultsMakeADeadLetterThatABrokerTakes() throws Exception {
    StringBuilder faulty = new StringBuilder(yaml("v1", ""));
    for (int i = 0; i < 900; i++) {
      faulty.append("k".repeat(100)).append(i).append(": ").append("x".repeat(500)).append('\n');
    }
    arrives(record(T, faulty.toString()));
    String detail = refusals().get(0).get("detail").asText();
    assertThat(detail.length()).isLessThan(33 * 1024);
    assertThat(detail).containsPattern("\nand \\d+ more$");
  }

  @Test
  void whatIsNoDocumentIsRefusedWithItsReason() throws Exception {
    arrives(record("v1", T, new byte[] {7, 8, 9}));
    arrives(record("v1", T, null));
    arrives(record("v1", T, value("v1", "- a list")));
    arrives(record("v1", T, value("v1", "")));
    assertThat(changes()).isEmpty();
    assertThat(refusals())
        .extracting(letter -> letter.get("reason").asText())
        .containsExactly("UNKNOWN_FRAMING", "EMPTY_PAYLOAD", "INVALID_RULES", "INVALID_RULES");
  }

  @Test
  void aShadowIsMarkedAndEndsWithATombstone() throws Exception {
    arrives(record("shadow:v1", T, value("v1", yaml("v1", LATE_ALARM))));
    arrives(record("shadow:v1", T + 10, null));
    arrives(record("shadow:never", T + 20, null));
    arrives(record("shadow:v1", T + 30, value("v1", yaml("v1", LATE_ALARM))));
    arrives(record(T + 40, yaml("v1", LATE_ALARM)));
    assertThat(changes()).extracting(RulesChange::shadow).containsExactly(true, true, true, false);
    assertThat(changes())
        .extracting(RulesChange::fromMillis)
        .containsExactly(T + LEAD, T + 10 + LEAD, T + 30 + LEAD, T + 40 + LEAD);
    assertThat(changes().get(1).yaml()).isNull();
    assertThat(changes()).extracting(RulesChange::number).doesNotHaveDuplicates();
    assertThat(refusals()).isEmpty();
  }

  @Test
  void versionsStandForTheirContentsAfterARestart() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    restart(START, false);
    arrives(record(T + 1, yaml("v1", LATE_ALARM)), record(T + 2, yaml("v1", "")));
    arrives(record(T + 3, yaml("v2", "")));
    assertThat(changes())
        .extracting(RulesChange::version, RulesChange::number)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("v2", 2L));
    assertThat(refusals()).hasSize(1);
  }

  @Test
  void aJobThatOverridesAcceptsThemAnewUnderNewNumbers() throws Exception {
    arrives(record(T, yaml("v1", LATE_ALARM)));
    restart(RulesYaml.parse(yaml("mine", "")), true);
    arrives(record(T + 1, yaml("v1", LATE_ALARM)), record(T + 2, yaml("mine", LATE_ALARM)));
    assertThat(changes())
        .extracting(RulesChange::version, RulesChange::number)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("v1", 2L));
    assertThat(refusals()).hasSize(1);
  }

  @Test
  void theHomeCurrencyOfTheJobWinsInEveryDocument() throws Exception {
    topic.close();
    topic = harness(START, false, "VND");
    topic.open();
    arrives(record(T, yaml("v1", "")));
    Rules rules = RulesYaml.parse(Objects.requireNonNull(changes().get(0).yaml()));
    assertThat(rules.defaultSegment().homeCurrency()).isEqualTo("VND");
  }

  private void restart(Rules start, boolean overrides) throws Exception {
    OperatorSubtaskState snapshot = topic.snapshot(1, 1);
    topic.close();
    topic = harness(start, overrides, null);
    topic.setup();
    topic.initializeState(snapshot);
    topic.open();
  }

  private static OneInputStreamOperatorTestHarness<Envelope, RulesChange> harness(
      Rules start, boolean overrides, String homeCurrency) throws Exception {
    return new OneInputStreamOperatorTestHarness<>(
        new ProcessOperator<>(
            new ReadRules(
                ScoringSubtask.REPORTS,
                StartingRules.of(start, overrides),
                start.calendarZone(),
                homeCurrency)),
        1,
        1,
        0);
  }

  private void arrives(Envelope... records) throws Exception {
    for (Envelope record : records) {
      topic.processElement(new StreamRecord<>(record));
    }
  }

  private List<RulesChange> changes() {
    return topic.extractOutputValues();
  }

  private List<JsonNode> refusals() {
    List<JsonNode> refusals = new ArrayList<>();
    var records = topic.getSideOutput(ReadRules.REFUSED);
    if (records != null) {
      for (StreamRecord<OutputMessage> record : records) {
        refusals.add(Records.json(record.getValue()));
      }
    }
    return refusals;
  }
}
