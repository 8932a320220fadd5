package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.RulesTopic;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules change while events flow: for scores, alerts and stories at one instant of event time, over
 * a restart in between. A document that is wrong changes nothing.
 */
class LiveRulesIT {

  private static final long SEED = 9;
  private static final int DAYS = 600;
  private static final long HALF = Inputs.midnight(DAYS / 2);
  private static final long SWITCH = HALF + 20 * Inputs.DAY;
  private static final Duration BOUND = Duration.ofDays(1);
  private static final String START = ScoringSubtask.RULES.version();

  @TempDir Path folder;

  @Test
  void everythingSwitchesOnceAndAnInvalidDocumentLeavesEverythingAsItWas() throws Exception {
    List<Envelope> events =
        Stream.concat(Traffic.of(SEED, 30, DAYS).stream(), letdowns())
            .sorted(Comparator.comparingLong(Envelope::timeMillis))
            .toList();
    try (Broker broker = Broker.start()) {
      KafkaJob jobs = new KafkaJob(broker.bootstrapServers(), 7, BOUND);
      JobClient job = jobs.start(2);
      send(broker, events.stream().filter(event -> event.timeMillis() < HALF).toList());
      broker.readUntil(read -> Records.on(Topic.SCORES, read).size() > 30);

      String from = "effectiveFrom: " + Instant.ofEpochMilli(SWITCH);
      sendRules(
          broker,
          "v2",
          RulesTopic.yaml(
              "v2",
              "score: {weights: {return: 1, spend: 0, experience: 0, care: 0, advocacy: 0}}",
              "alerts: {languages: [en], storyDays: {REPEATED_LETDOWN: 10}}",
              from));
      sendRules(broker, "v3", RulesTopic.yaml("v3", "horizonDays: soon", "colour: red"));
      broker.flush();
      // Documents are read in their order: when the second was refused, the first is everywhere.
      broker.readUntil(read -> Records.on(Topic.DEAD_LETTERS, read).size() == 1);

      job = jobs.resume(1, KafkaJob.stop(job, false, folder));
      send(broker, events.stream().filter(event -> event.timeMillis() >= HALF).toList());
      broker.tick(Inputs.midnight(DAYS + 60));
      broker.flush();
      broker.readUntil(LiveRulesIT::isOver);
      assertThat(job.getJobStatus().get().isTerminalState()).isFalse();
      KafkaJob.stop(job, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      JsonNode letter = Records.json(Records.on(Topic.DEAD_LETTERS, read).get(0));
      assertThat(letter.get("reason").asText()).isEqualTo("INVALID_RULES");
      assertThat(letter.get("detail").asText()).contains("horizonDays").contains("colour");
      assertSwitchedOnce(scores(read));
      assertAlertsSwitched(records(Topic.ALERTS, read));
    }
  }

  /** Who is let down twice: before the switch, on both sides of it, and after. */
  private static Stream<Envelope> letdowns() {
    return Map.of(
            "before", List.of(270, 310), "across", List.of(299, 325), "after", List.of(322, 330))
        .entrySet()
        .stream()
        .flatMap(
            one ->
                one.getValue().stream()
                    .map(
                        day ->
                            Inputs.feedback(
                                one.getKey(), Inputs.noon(day), one.getKey() + day, 1, null)));
  }

  private static void assertAlertsSwitched(List<JsonNode> alerts) {
    assertThat(alerts)
        .allSatisfy(
            alert -> {
              boolean isNew = millis(alert, "updatedAt") >= SWITCH;
              assertThat(alert.get("rulesVersion").asText()).isEqualTo(isNew ? "v2" : START);
              assertThat(alert.get("summary").size()).isEqualTo(isNew ? 1 : 2);
            })
        .anyMatch(alert -> millis(alert, "updatedAt") < SWITCH)
        .anyMatch(alert -> millis(alert, "updatedAt") >= SWITCH);
    // 40 days apart when 60 counted; then 26 and 8 days when 10 did.
    assertThat(alerts)
        .filteredOn(alert -> alert.get("revision").asLong() == 1)
        .filteredOn(alert -> alert.get("reason").asText().equals("REPEATED_LETDOWN"))
        .extracting(alert -> alert.get("customerId").asText())
        .contains("before", "after")
        .doesNotContain("across");
  }

  private static boolean isOver(List<OutputMessage> read) {
    List<OutputMessage> all = Records.on(Topic.SCORES, read);
    List<OutputMessage> newest = all.subList(Math.max(0, all.size() - 100), all.size());
    return scores(newest).stream().anyMatch(score -> asOf(score) > Inputs.midnight(DAYS + 30));
  }

  private static void assertSwitchedOnce(List<JsonNode> scores) {
    assertThat(scores)
        .allSatisfy(
            score ->
                assertThat(score.get("rulesVersion").asText())
                    .isEqualTo(asOf(score) < SWITCH ? START : "v2"));
    Map<String, List<JsonNode>> byCustomer =
        scores.stream()
            .collect(
                Collectors.groupingBy(
                    score -> score.get("customerId").asText(), TreeMap::new, Collectors.toList()));
    assertThat(byCustomer.values())
        .as("they switched")
        .filteredOn(own -> own.get(own.size() - 1).get("rulesVersion").asText().equals("v2"))
        .hasSizeGreaterThan(10);
    assertThat(scores)
        .filteredOn(LiveRulesIT::isMovedByRules)
        .isNotEmpty()
        .allMatch(score -> score.get("rulesVersion").asText().equals("v2"))
        .extracting(score -> score.get("customerId").asText())
        .doesNotHaveDuplicates();
  }

  private static boolean isMovedByRules(JsonNode score) {
    for (JsonNode move : score.get("change")) {
      if (move.get("driver").asText().equals("RULES")) {
        return true;
      }
    }
    return false;
  }

  private static List<JsonNode> scores(List<OutputMessage> read) {
    return records(Topic.SCORES, read);
  }

  private static List<JsonNode> records(Topic topic, List<OutputMessage> read) {
    return Records.on(topic, read).stream()
        .filter(message -> message.value() != null)
        .map(Records::json)
        .toList();
  }

  private static long asOf(JsonNode score) {
    return millis(score, "asOf");
  }

  private static long millis(JsonNode record, String field) {
    return Instant.parse(record.get(field).asText()).toEpochMilli();
  }

  private static void sendRules(Broker broker, String version, String yaml) {
    broker.send(Topic.RULES, version, HALF, RulesTopic.value(version, yaml));
  }

  private static void send(Broker broker, List<Envelope> events) {
    long nextTick = Long.MIN_VALUE;
    for (Envelope event : events) {
      if (event.timeMillis() > nextTick) {
        broker.tick(event.timeMillis());
        nextTick = event.timeMillis() + Inputs.DAY;
      }
      broker.send(event);
    }
    broker.flush();
  }
}
