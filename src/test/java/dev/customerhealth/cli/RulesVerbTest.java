package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.RulesRecord;
import dev.customerhealth.codec.RulesRecords;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.RulesTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesVerbTest {

  private static final String MINE = "version: mine\nsegments: {default: {horizonDays: 30}}\n";

  @TempDir Path folder;

  @Test
  void aDocumentWithoutFaultsIsValid() throws IOException {
    VerbRun run = VerbRun.of("rules", "--check", file(MINE));
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("valid: version mine" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--check", "--publish"})
  void everyFaultIsPrintedAndNothingIsPublished(String task) throws IOException {
    Path file = file("version: mine\ncolour: red\nsegments: {default: {horizonDays: soon}}\n");
    List<Object> args = new ArrayList<>(List.of("rules", task, file));
    if (task.equals("--publish")) {
      // Nobody listens there: it would fail otherwise.
      args.addAll(List.of("--bootstrap-servers", "localhost:1"));
    }
    VerbRun run = VerbRun.of(args.toArray());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("colour").contains("horizonDays");
  }

  @Test
  void whatNoJobWouldTakeForItsSizeIsRefusedHere() throws IOException {
    VerbRun run = VerbRun.of("rules", "--check", file(MINE + "# " + "x".repeat(1 << 20) + "\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--publish FILE",
        "--check FILE --shadow",
        "--check FILE --bootstrap-servers localhost:1",
        "--check FILE --publish FILE",
        "--check missing.yaml",
        "--publish FILE --bootstrap-servers localhost:1 --shadows",
        "--publish FILE --bootstrap-servers localhost:1 --parallelism 2",
        "--publish FILE --bootstrap-servers localhost:1 extra",
      })
  void wrongUsageIsSaidInOneLine(String args) throws IOException {
    Path file = file(MINE);
    List<Object> all = new ArrayList<>(List.of("rules"));
    for (String arg : args.split(" ")) {
      if (!arg.isEmpty()) {
        all.add(arg.equals("FILE") ? file : arg);
      }
    }
    VerbRun run = VerbRun.of(all.toArray());
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err().lines().filter(line -> !line.startsWith("log: "))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--check FILE --kafka.sasl.jaas.config=SECRET",
        "--check FILE --kafka.sasl.jaas.config SECRET",
        "--check FILE --kafka.client.id=SECRET",
        "--publish FILE --bootstrap-servers localhost:1 --kafka.sasl.jaas.config=SECRET",
        "--publish FILE --bootstrap-servers localhost:1 --kafka.ssl.key.password SECRET",
        "--publish FILE --bootstrap-servers localhost:1 --kafak.sasl.jaas.config=SECRET",
        "--publish FILE --bootstrap-servers localhost:1 SECRET",
      })
  void aValueIsNeverPrinted(String args) throws IOException {
    Path file = file(MINE);
    for (String secret : new String[] {"hush-42", "two\nlines of hush-42"}) {
      List<Object> all = new ArrayList<>(List.of("rules"));
      for (String arg : args.split(" ")) {
        all.add(arg.equals("FILE") ? file : arg.replace("SECRET", secret));
      }
      VerbRun run = VerbRun.of(all.toArray());
      assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
      assertThat(run.out() + run.err()).isNotEmpty().doesNotContain("hush-42");
    }
  }

  /** What is published is what a job follows, under the key that it expects. */
  @Test
  void aDocumentIsPublishedLiveAndAsAShadow() throws IOException {
    Path file = file(MINE);
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopics(List.of(new NewTopic("shop.rules", 1, (short) 1)));
      for (String shadow : new String[] {"", "--shadow"}) {
        List<Object> args =
            new ArrayList<>(
                List.of(
                    "rules",
                    "--publish",
                    file,
                    "--bootstrap-servers=" + kafka.bootstrapServers(),
                    "--topic-prefix",
                    "shop",
                    "--kafka.client.id=rules-of-mine"));
        if (!shadow.isEmpty()) {
          args.add(shadow);
        }
        VerbRun run = VerbRun.of(args.toArray());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("mine").contains("shop.rules").contains("event time");
      }
      List<RulesRecord> read = read(kafka.bootstrapServers(), Topic.RULES.fullName("shop"));
      assertThat(read)
          .containsExactly(
              new RulesRecord.Document(RulesYaml.parse(MINE), false),
              new RulesRecord.Document(RulesYaml.parse(MINE), true));
    }
  }

  private static List<RulesRecord> read(String brokers, String topic) {
    var properties = Map.<String, Object>of("bootstrap.servers", brokers);
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<RulesRecord> read = new ArrayList<>();
      for (int i = 0; i < 50 && read.size() < 2; i++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          String key = new String(record.key(), StandardCharsets.UTF_8);
          Envelope envelope = RulesTopic.record(key, record.timestamp(), record.value());
          read.add(new RulesRecords(null).read(envelope));
        }
      }
      return read;
    }
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("rules.yaml"), yaml);
  }
}
