import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.avro.ContactOutcome;
import dev.customerhealth.codec.EventEncoder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The smallest CRM that follows the alerts rightly; docs/crm.md explains it. Reads JSON, as the demo and --output-format json
 * write it. With ./run demo in another terminal:
 *
 * <pre>
 * java -cp "$(cat target/run/classpath)" docs/AlertConsumer.java localhost:PORT
 * java -cp "$(cat target/run/classpath)" docs/AlertConsumer.java localhost:PORT --once
 * java -cp "$(cat target/run/classpath)" docs/AlertConsumer.java localhost:PORT contacted ALERT CUSTOMER LISTENED [TIME]
 * java -cp "$(cat target/run/classpath)" docs/AlertConsumer.java localhost:PORT erase CUSTOMER [TIME]
 * </pre>
 */
final class AlertConsumer {

  private static final String ALERTS = "customer-health.alerts";
  private static final String ANSWERS = "customer-health.action-results";
  private static final String ACTIONS = "customer-health.actions";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The last revision taken of each alert. A CRM keeps it with the ticket, in one transaction. */
  private final Map<String, Long> revisions = new HashMap<>();

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private long dropped;

  public static void main(String[] args) throws Exception {
    if (args.length == 1 || (args.length == 2 && args[1].equals("--once"))) {
      new AlertConsumer().follow(args[0], args.length == 2);
    } else if (args.length >= 5 && args[1].equals("contacted")) {
      Instant time = args.length > 5 ? Instant.parse(args[5]) : Instant.now();
      contacted(args[0], args[2], args[3], ContactOutcome.valueOf(args[4]), time);
    } else if (args.length >= 3 && args[1].equals("erase")) {
      erase(args[0], args[2], args.length > 3 ? Instant.parse(args[3]) : Instant.now());
    } else {
      System.err.println(
          "usage: AlertConsumer BROKERS [--once | contacted ALERT CUSTOMER OUTCOME [TIME] | erase CUSTOMER [TIME]]");
      System.exit(2);
    }
  }

  private void follow(String brokers, boolean once) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers);
    // Without it, records of transactions that never commit are read, too.
    properties.put("isolation.level", "read_committed");
    try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      // The topic is compacted: its beginning holds the last revision, at least, of every alert.
      List<TopicPartition> partitions =
          Stream.of(ALERTS, ANSWERS)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!once || partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          take(record);
        }
      }
    }
    out.printf("%d alerts known, %d records dropped%n", revisions.size(), dropped);
  }

  private void take(ConsumerRecord<String, String> record) throws Exception {
    if (record.topic().equals(ANSWERS)) {
      JsonNode answer = JSON.readTree(record.value());
      out.printf(
          "answer to %s: %s %s%n",
          answer.get("actionId").asText(), answer.get("result").asText(), text(answer, "detail"));
    } else if (record.value() == null) {
      // The customer was erased, or the alert ended long ago.
      revisions.remove(record.key());
      out.println(record.key() + ": delete the ticket and what you know of it");
    } else {
      take(JSON.readTree(record.value()));
    }
  }

  private void take(JsonNode alert) {
    String id = alert.get("alertId").asText();
    long revision = alert.get("revision").asLong();
    // Whatever comes twice, or behind a newer one, has no higher revision. Gaps are compaction.
    if (revision <= revisions.getOrDefault(id, 0L)) {
      dropped++;
      return;
    }
    revisions.put(id, revision);
    out.printf("%s/%d customer %s: %s%n", id, revision, alert.get("customerId").asText(), duty(alert));
  }

  /** What this revision asks for. */
  private static String duty(JsonNode alert) {
    String status = alert.get("status").asText();
    return switch (status) {
      case "QUEUED" -> "wait, others are more urgent today";
      case "OPEN", "ESCALATED" -> open(alert);
      case "ACKNOWLEDGED" -> "keep it with whoever took it up";
      case "SNOOZED" -> "hide it until " + alert.get("snoozedUntil").asText();
      case "RESOLVED" -> "close the ticket, " + alert.get("resolution").asText();
      case "LOST" -> "close the ticket, or try once more";
      case "RETRACTED" -> "close the ticket, there was no reason";
      // Enums grow: what is new must not stop the reader.
      default -> "show it as " + status;
    };
  }

  private static String open(JsonNode alert) {
    String summary = alert.get("summary").path("en").asText();
    if (alert.get("severity").asText().equals("WATCH")) {
      return "show it. " + summary;
    }
    if (!alert.get("primary").asBoolean()) {
      return "show it beside the primary ticket of " + alert.get("groupId").asText();
    }
    boolean mayContact = alert.get("contactable").asBoolean(true);
    String owner = text(alert, "owner");
    return (mayContact ? "CALL" : "ACT, WITHOUT CONTACT,")
        + (owner.isEmpty() ? "" : " by " + owner)
        + " until " + alert.get("dueAt").asText() + ". " + summary;
  }

  private static String text(JsonNode record, String field) {
    return record.get(field).isNull() ? "" : record.get(field).asText();
  }

  private static void contacted(String brokers, String alertId, String customerId, ContactOutcome outcome, Instant time)
      throws Exception {
    // The same deed has the same id: sent twice, it counts once.
    Action action =
        Action.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(time)
            .setActionId(alertId + "/contacted/" + time.toEpochMilli())
            .setAction(ActionKind.CONTACTED)
            .setAlertId(alertId)
            .setAuthor("docs/AlertConsumer")
            .setOutcome(outcome)
            .build();
    send(brokers, action);
  }

  /** All that is known of the customer goes; the answer on action-results is the receipt. */
  private static void erase(String brokers, String customerId, Instant time) throws Exception {
    send(
        brokers,
        Action.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(time)
            .setActionId("erase/" + time.toEpochMilli())
            .setAction(ActionKind.ERASE)
            .setAuthor("docs/AlertConsumer")
            .build());
  }

  private static void send(String brokers, Action action) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers);
    properties.put("acks", "all");
    try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      // The key is the customer, whatever the action is about.
      producer.send(new ProducerRecord<>(ACTIONS, action.getCustomerId(), new EventEncoder().encode(action))).get();
    }
    System.out.println("sent " + action.getActionId());
  }
}
