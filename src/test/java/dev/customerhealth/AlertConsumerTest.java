package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.cli.EmbeddedKafka;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.EventType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The example of docs/crm.md, run as the page says. */
class AlertConsumerTest {

  private static final String ALERTS = "customer-health.alerts";
  private static final String ANSWERS = "customer-health.action-results";
  private static final String ACTIONS = "customer-health.actions";

  @Test
  void theExampleTakesEachRevisionOnceAndSendsAnActionThatTheJobReads() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopics(List.of(topic(ALERTS), topic(ANSWERS), topic(ACTIONS)));
      sendRecords(kafka);
      List<String> told = example(kafka, "--once");
      assertThat(told).contains("answer to a1: REFUSED A is RESOLVED");
      // Topics are read side by side.
      assertThat(told)
          .filteredOn(line -> !line.startsWith("answer"))
          .containsExactly(
              "A/1 customer an: wait, others are more urgent today",
              "A/2 customer an: CALL by lan until 2011-07-25T17:00:00Z. Away.",
              "B/1 customer binh: show it. Away.",
              "A/5 customer an: close the ticket, WON_BACK",
              "B: delete the ticket and what you know of it",
              "B/1 customer binh: show it. Away.",
              "2 alerts known, 2 records dropped");
      assertThat(example(kafka, "contacted", "A", "an", "LISTENED", "2011-07-25T10:00:00Z"))
          .containsExactly("sent A/contacted/1311588000000");
      assertThat(actions(kafka, 1).get(0))
          .satisfies(
              action -> {
                assertThat(action.kind()).isEqualTo(CrmAction.Kind.CONTACTED);
                assertThat(action.outcome()).isEqualTo(CrmAction.Outcome.LISTENED);
                assertThat(action.alertId()).isEqualTo("A");
                assertThat(action.customerId()).isEqualTo("an");
              });
      assertThat(example(kafka, "erase", "an", "2011-07-26T10:00:00Z"))
          .containsExactly("sent erase/1311674400000");
      assertThat(actions(kafka, 2).get(1))
          .satisfies(
              action -> {
                assertThat(action.kind()).isEqualTo(CrmAction.Kind.ERASE);
                assertThat(action.customerId()).isEqualTo("an");
              });
    }
  }

  private static void sendRecords(EmbeddedKafka kafka) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "job"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      send(producer, "A", alert("A", 1, "an", "CALL", "QUEUED", null));
      send(producer, "A", alert("A", 2, "an", "CALL", "ESCALATED", null));
      send(producer, "A", alert("A", 2, "an", "CALL", "ESCALATED", null));
      send(producer, "B", alert("B", 1, "binh", "WATCH", "OPEN", null));
      send(producer, "A", alert("A", 5, "an", "CALL", "RESOLVED", "WON_BACK"));
      send(producer, "A", alert("A", 4, "an", "CALL", "ACKNOWLEDGED", null));
      send(producer, "B", null);
      send(producer, "B", alert("B", 1, "binh", "WATCH", "OPEN", null));
      producer.commitTransaction();
      producer.beginTransaction();
      String refused = "{'actionId':'a1','result':'REFUSED','detail':'A is RESOLVED'}";
      producer.send(new ProducerRecord<>(ANSWERS, "a1", refused.replace('\'', '"')));
      producer.commitTransaction();
      producer.beginTransaction();
      send(producer, "C", alert("C", 1, "chi", "CALL", "OPEN", null));
      producer.flush();
      producer.abortTransaction();
    }
  }

  private static void send(
      KafkaProducer<String, String> producer, String key, @Nullable String value) {
    producer.send(new ProducerRecord<>(ALERTS, key, value));
  }

  private static String alert(
      String id,
      int revision,
      String customer,
      String severity,
      String status,
      @Nullable String resolution) {
    return """
        {"alertId":"%s","revision":%d,"groupId":"A","primary":true,"customerId":"%s",
        "severity":"%s","status":"%s","resolution":%s,"dueAt":"2011-07-25T17:00:00Z",
        "snoozedUntil":null,"summary":{"en":"Away."},"owner":"lan","contactable":null}
        """
        .formatted(
            id,
            revision,
            customer,
            severity,
            status,
            resolution == null ? "null" : '"' + resolution + '"');
  }

  /** In a JVM of its own, compiled by the launcher. */
  private static List<String> example(EmbeddedKafka kafka, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("docs/AlertConsumer.java", kafka.bootstrapServers()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = out.lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }

  private static List<CrmAction> actions(EmbeddedKafka kafka, int count) {
    var partition = new TopicPartition(ACTIONS, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<CrmAction> actions = new ArrayList<>();
      while (actions.size() < count) {
        ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(30));
        assertThat(records).as("half a minute without a record").isNotEmpty();
        records.forEach(record -> actions.add(action(record)));
      }
      return actions;
    }
  }

  private static CrmAction action(ConsumerRecord<String, byte[]> record) {
    assertThat(record.key()).isEqualTo("an");
    Decoded decoded =
        new EventDecoder().decode(EventType.ACTION, record.value(), EventDecoder.LATEST_IN_FILES);
    return (CrmAction) ((Decoded.Event) decoded).event();
  }

  private static NewTopic topic(String name) {
    return new NewTopic(name, 1, (short) 1);
  }
}
