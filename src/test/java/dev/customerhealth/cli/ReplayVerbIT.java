package dev.customerhealth.cli;

import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs {@code replay} and {@code ticks} beside a running job. */
class ReplayVerbIT {

  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final byte[] POISON = {1, 2, 3};

  @TempDir private Path folder;

  @Test
  void whatIsSentBackIsUsedOnceHoweverOftenItIsSent() throws Exception {
    try (Broker broker = Broker.start()) {
      Envelope ahead = Inputs.purchase("ahead", noon(203), "t1", "10");
      broker.send(Inputs.purchase("known", noon(500), "t0", "10"));
      // Three days ahead of Kafka's clock: refused.
      broker.send(Topic.PURCHASES, "ahead", noon(200), ahead.payload());
      broker.send(Topic.VISITS, "poison", noon(10), POISON);
      broker.tick(noon(501));
      broker.flush();
      JobClient job =
          new KafkaJob(broker.bootstrapServers(), ScoringSubtask.REFRESH_DAYS, BOUND).start(1);
      broker.readUntil(
          read -> on(read, Topic.DEAD_LETTERS) == 2 && keys(read, Topic.SCORES).contains("known"));
      broker.send(Inputs.purchase("known", noon(2), "too-old", "10"));
      broker.flush();
      broker.readUntil(read -> on(read, Topic.LATE_EVENTS) == 1);

      JsonNode dry = replay(broker, "dead-letters", "--dry-run").json();
      assertThat(dry.toString())
          .isEqualTo(
              "{\"from\":\"dead-letters\",\"dryRun\":true,\"read\":2,\"sent\":2,\"failed\":0,"
                  + "\"sentTo\":{\"customer-health.purchases\":1,\"customer-health.visits\":1},"
                  + "\"skipped\":{}}");
      assertThat(keys(broker.readToEnd(), Topic.SCORES)).doesNotContain("ahead");

      for (int time = 1; time <= 2; time++) {
        JsonNode sent = replay(broker, "dead-letters", "--reason", "TIME_IN_FUTURE").json();
        assertThat(sent.get("sentTo").toString()).isEqualTo("{\"customer-health.purchases\":1}");
        assertThat(sent.get("skipped").toString()).isEqualTo("{\"OTHER_REASON\":1}");
      }
      VerbRun late = replay(broker, "late-events");
      assertThat(late.json().get("sent").asInt()).isEqualTo(1);
      assertThat(late.err()).contains("late again");
      // The late one comes back; what was sent before it in time is through by then.
      broker.readUntil(read -> on(read, Topic.LATE_EVENTS) == 2);
      broker.send(Inputs.purchase("marker", noon(502), "m", "1"));
      broker.tick(noon(503));
      broker.flush();
      broker.readUntil(read -> keys(read, Topic.SCORES).contains("marker"));
      KafkaJob.stop(job, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      assertThat(on(read, Topic.DEAD_LETTERS)).isEqualTo(2);
      List<String> scores = Records.perKey(Topic.SCORES, read).get("ahead");
      assertThat(scores).anyMatch(record -> record.contains("purchases/t1"));
      assertThat(scores)
          .allSatisfy(
              record -> {
                assertThat(Records.json(record).get("purchaseDays").asInt()).isEqualTo(1);
                assertThat(Records.json(record).get("spend").get("d365").asText()).isIn("10", "0");
              });
      assertIsAsItCame(broker, ahead);
    }
  }

  private static void assertIsAsItCame(Broker broker, Envelope sent) {
    List<ConsumerRecord<byte[], byte[]>> records =
        inputs(broker, Topic.PURCHASES).stream()
            .filter(record -> record.headers().lastHeader(Resender.REPLAYED_FROM) != null)
            .toList();
    assertThat(records)
        .filteredOn(record -> Arrays.equals(record.value(), sent.payload()))
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo("ahead".getBytes(StandardCharsets.UTF_8));
              assertThat(
                      new String(
                          record.headers().lastHeader(Resender.REPLAYED_FROM).value(),
                          StandardCharsets.UTF_8))
                  .startsWith("customer-health.dead-letters:0:");
            });
  }

  @Test
  void mendedLinesAreReadFromAFileAndWhatCannotBeSentIsCounted() throws Exception {
    String base64 = "AQID";
    Path letters =
        Files.write(
            folder.resolve("dead-letters.jsonl"),
            List.of(
                letter("customer-health.visits", "UNREADABLE", base64, null, "BASE64"),
                letter("other.visits", "UNREADABLE", base64, null, "BASE64"),
                letter("customer-health.visits", "UNREADABLE", base64, "cut", "BASE64"),
                letter("customer-health.visits", "ERASED", null, null, "BASE64"),
                letter("p.csv", "MALFORMED_ROW", "a,b", null, "TEXT"),
                letter("customer-health.rules", "INVALID_RULES", base64, null, "BASE64"),
                letter("customer-health.scores", "UNREADABLE", base64, null, "BASE64"),
                letter("customer-health.visits", "UNREADABLE", "*", null, "BASE64"),
                "no JSON"));
    try (Broker broker = Broker.start()) {
      VerbRun run = replay(broker, "dead-letters", "--file", letters);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.json().toString())
          .isEqualTo(
              "{\"from\":\"dead-letters\",\"dryRun\":false,\"read\":9,\"sent\":2,\"failed\":0,"
                  + "\"sentTo\":{\"customer-health.visits\":2},\"skipped\":{\"ERASED\":1,\"CUT\":1,"
                  + "\"ROW_OF_A_FILE\":1,\"RULES\":1,\"UNKNOWN_TOPIC\":1,\"UNREADABLE\":2}}");
      assertThat(inputs(broker, Topic.VISITS))
          .hasSize(2)
          .allSatisfy(record -> assertThat(record.value()).isEqualTo(POISON));
      VerbRun rules =
          replay(
              broker, "dead-letters", "--file", letters, "--reason", "INVALID_RULES", "--dry-run");
      assertThat(rules.json().get("sentTo").toString()).isEqualTo("{\"customer-health.rules\":1}");
      assertThat(
              replay(broker, "dead-letters", "--file", letters, "--to-original-topic", "--dry-run")
                  .json()
                  .get("sentTo")
                  .toString())
          .isEqualTo("{\"customer-health.visits\":1,\"other.visits\":1}");
    }
  }

  @Test
  void aTickReachesEveryPartitionOfEveryInput() throws Exception {
    try (Broker broker = Broker.start()) {
      VerbRun run =
          VerbRun.of("ticks", "--at", noon(3), "--bootstrap-servers", broker.bootstrapServers());
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.json().get("ticks").asInt()).isEqualTo(1);
      int partitions = 0;
      for (EventType type : EventType.inputs()) {
        List<ConsumerRecord<byte[], byte[]>> ticks = inputs(broker, Topic.of(type));
        partitions += ticks.size();
        assertThat(ticks)
            .isNotEmpty()
            .allSatisfy(
                tick -> {
                  assertThat(tick.value()).isEmpty();
                  assertThat(tick.timestamp()).isEqualTo(noon(3));
                  assertThat(tick.headers().lastHeader("tick").value())
                      .asString(StandardCharsets.UTF_8)
                      .isEqualTo(Long.toString(noon(3)));
                });
        assertThat(ticks).extracting(ConsumerRecord::partition).doesNotHaveDuplicates();
      }
      assertThat(run.json().get("partitions").asInt()).isEqualTo(partitions).isEqualTo(11);

      long before = System.currentTimeMillis();
      VerbRun twice =
          VerbRun.of(
              "ticks",
              "--count",
              2,
              "--every",
              "10ms",
              "--bootstrap-servers",
              broker.bootstrapServers());
      assertThat(twice.json().get("ticks").asInt()).isEqualTo(2);
      List<ConsumerRecord<byte[], byte[]>> ticks = inputs(broker, Topic.CASES);
      assertThat(ticks).hasSize(3);
      assertThat(ticks.get(2).timestamp()).isBetween(before + 10, System.currentTimeMillis());
    }
  }

  private static String letter(
      String source, String reason, String raw, String sha256, String encoding) {
    return "{\"source\":\""
        + source
        + "\",\"partition\":0,\"offset\":1,\"reason\":\""
        + reason
        + "\",\"raw\":"
        + quoted(raw)
        + ",\"rawEncoding\":\""
        + encoding
        + "\",\"rawSha256\":"
        + quoted(sha256)
        + ",\"key\":\"an\"}";
  }

  private static String quoted(String text) {
    return text == null ? "null" : '"' + text + '"';
  }

  private static VerbRun replay(Broker broker, String from, Object... options) {
    List<Object> args =
        new ArrayList<>(
            List.of("replay", "--from", from, "--bootstrap-servers", broker.bootstrapServers()));
    args.addAll(List.of(options));
    VerbRun run = VerbRun.of(args.toArray());
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static long on(List<OutputMessage> read, Topic topic) {
    return Records.on(topic, read).size();
  }

  private static List<String> keys(List<OutputMessage> read, Topic topic) {
    return Records.on(topic, read).stream().map(OutputMessage::key).toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> inputs(Broker broker, Topic topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.fullName(Topic.DEFAULT_PREFIX)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }
}
