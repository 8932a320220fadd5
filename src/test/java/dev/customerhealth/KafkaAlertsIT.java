package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.avro.DefectionAlert;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.testing.AlertRecords;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CRM sees of alerts: a plain consumer of the topic. */
class KafkaAlertsIT {

  private static final Duration BOUND = Duration.ofDays(3);
  private static final TopicPartition ALERTS =
      new TopicPartition(Topic.ALERTS.fullName(Topic.DEFAULT_PREFIX), 0);

  @TempDir Path folder;

  @Test
  void aJobThatWasStoppedAndGoesOnTwiceAsWideTellsTheSameAlertsAsFiles() throws Exception {
    Map<EventType, Path> files = AlertStory.files(AlertStory.rows(), folder.resolve("in"));
    List<String> expected = overFiles(files);
    List<Envelope> events = AlertStory.events(files);
    int half = (int) events.stream().filter(event -> event.timeMillis() < noon(95)).count();
    try (Broker broker = Broker.start()) {
      KafkaJob job = new KafkaJob(broker.bootstrapServers(), ScoringSubtask.REFRESH_DAYS, BOUND);
      send(broker, events.subList(0, half), noon(94));
      JobClient first = job.start(1);
      broker.readUntil(read -> Records.on(Topic.ALERTS, read).size() >= 3);
      String savepoint = KafkaJob.stop(first, false, folder);
      int before = Records.on(Topic.ALERTS, broker.readToEnd()).size();
      assertThat(before).isBetween(3, expected.size() - 1);

      send(broker, events.subList(half, events.size()), AlertStory.END + 1 + BOUND.toMillis());
      JobClient second = job.resume(2, savepoint);
      broker.readUntil(read -> Records.on(Topic.ALERTS, read).size() >= expected.size());
      KafkaJob.stop(second, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      assertThat(Records.perKey(Topic.ALERTS, read)).isEqualTo(AlertRecords.perKey(expected));
      assertThat(Records.on(Topic.ACTION_RESULTS, read)).hasSize(6);
      assertIsCloudEvents(
          consumed(broker.bootstrapServers(), new StringDeserializer()), expected.size());
    }
  }

  @Test
  void theHeadersOfACloudEventStandBesideAvroValuesToo() throws Exception {
    Map<EventType, Path> files = AlertStory.files(AlertStory.rows(), folder.resolve("in"));
    try (Broker broker = Broker.start()) {
      JobClient job =
          new KafkaJob(
                  broker.bootstrapServers(),
                  ScoringSubtask.REFRESH_DAYS,
                  BOUND,
                  Map.of("output-format", "avro"))
              .start(1);
      send(broker, AlertStory.events(files), AlertStory.END + 1 + BOUND.toMillis());
      broker.readUntil(read -> Records.on(Topic.ACTION_RESULTS, read).size() == 6);
      KafkaJob.stop(job, false, folder);

      var records = consumed(broker.bootstrapServers(), new ByteArrayDeserializer());
      assertThat(records).hasSizeGreaterThan(3);
      var decoder = new OutputDecoder<DefectionAlert>(Topic.ALERTS);
      for (ConsumerRecord<String, byte[]> record : records) {
        DefectionAlert alert = decoder.decode(record.value());
        assertThat(record.key()).isEqualTo(alert.getAlertId());
        assertHeaders(record, alert.getRevision(), alert.getUpdatedAt().toString());
        assertThat(header(record, "content-type")).isEqualTo("application/avro");
      }
      assertThat(records).extracting(record -> header(record, "ce_id")).doesNotHaveDuplicates();
    }
  }

  private static void assertIsCloudEvents(List<ConsumerRecord<String, String>> records, int all) {
    assertThat(records).hasSize(all);
    AlertRecords.assertLegal(records.stream().map(ConsumerRecord::value).toList());
    assertThat(records).extracting(record -> header(record, "ce_id")).doesNotHaveDuplicates();
    for (ConsumerRecord<String, String> record : records) {
      JsonNode alert = Records.json(record.value());
      assertThat(record.key()).isEqualTo(alert.get("alertId").asText());
      assertHeaders(record, alert.get("revision").asLong(), alert.get("updatedAt").asText());
      assertThat(header(record, "content-type")).isEqualTo("application/json");
    }
  }

  private static void assertHeaders(
      ConsumerRecord<String, ?> record, long revision, String updatedAt) {
    assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(record, "ce_id")).isEqualTo(record.key() + "/" + revision);
    assertThat(header(record, "ce_source")).isEqualTo("/customer-health");
    assertThat(header(record, "ce_type")).isEqualTo("dev.customerhealth.defection-alert");
    assertThat(header(record, "ce_time")).isEqualTo(updatedAt);
  }

  private static String header(ConsumerRecord<String, ?> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static <V> List<ConsumerRecord<String, V>> consumed(
      String bootstrapServers, Deserializer<V> values) {
    List<ConsumerRecord<String, V>> records = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new StringDeserializer(),
            values)) {
      consumer.assign(List.of(ALERTS));
      consumer.seekToBeginning(List.of(ALERTS));
      long end = consumer.endOffsets(List.of(ALERTS)).get(ALERTS);
      while (consumer.position(ALERTS) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  private List<String> overFiles(Map<EventType, Path> files) throws Exception {
    Path out = folder.resolve("out");
    new FileJob(ScoringSubtask.RULES, ScoringSubtask.REFRESH_DAYS, AlertStory.END, 1)
        .run(files, out);
    return Files.readAllLines(FileOutputs.fileOf(out, Topic.ALERTS));
  }

  private static void send(Broker broker, List<Envelope> events, long tickMillis) {
    events.forEach(broker::send);
    broker.tick(tickMillis);
    broker.flush();
  }
}
