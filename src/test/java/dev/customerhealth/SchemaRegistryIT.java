package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.RegistryProcess;
import dev.customerhealth.testing.RulesTopic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Producers and consumers that know a real schema registry and nothing of this project. */
class SchemaRegistryIT {

  private static final Schema TODAY = plain(Topic.PURCHASES.schema(), fields -> fields);
  private static final int NOBODYS = 4711;
  private static final int DAYS = 5;

  @TempDir static Path folder;

  private static RegistryProcess registry;
  private final Map<Integer, Schema> schemas = new HashMap<>();

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    registry = RegistryProcess.start(folder);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  /** Also while the registry does not answer, as long as it is not needed. */
  @Test
  void schemasMayBeOlderOrNewerAndARegistryAwayRejectsNoRecord() throws Exception {
    String subject = "customer-health.purchases-value";
    registry.demandCompatibility(subject);
    Schema behind = plain(TODAY, SchemaRegistryIT::withoutReverses);
    Schema ahead = plain(TODAY, fields -> withField(fields, "loyaltyTier", "GOLD"));
    Schema later = plain(ahead, fields -> withField(fields, "till", "7"));
    int behindId = registry.register(subject, behind);
    int aheadId = registry.register(subject, ahead);
    int laterId = registry.register(subject, later);
    int rulesId = registry.register("customer-health.rules-value", Topic.RULES.schema());
    assertThat(List.of(behindId, aheadId, laterId)).doesNotHaveDuplicates();

    try (Broker broker = Broker.start()) {
      JobClient job = job(broker).start(1, patient());
      for (int day = 0; day < DAYS; day++) {
        send(broker, day, "behind", confluent(behindId, behind, purchase(behind, "behind", day)));
        send(broker, day, "ahead", confluent(aheadId, ahead, purchase(ahead, "ahead", day)));
        send(broker, day, "plain", Inputs.purchase("plain", at(day), "t" + day, "10").payload());
      }
      send(broker, 0, "lost", confluent(NOBODYS, TODAY, purchase(TODAY, "lost", 0)));
      byte[] badRules = RulesTopic.value("v2", "version: v2\nnonsense: 1\n");
      broker.send(
          Topic.RULES,
          "v2",
          at(0),
          framed(rulesId, Arrays.copyOfRange(badRules, 10, badRules.length)));
      broker.tick(Inputs.midnight(DAYS));
      broker.flush();
      broker.readUntil(
          read ->
              Records.on(Topic.SCORES, read).size() >= 3 * DAYS
                  && Records.on(Topic.DEAD_LETTERS, read).size() == 2);
      assertThat(scores(broker, "ahead")).hasSize(DAYS).isEqualTo(scores(broker, "plain"));
      assertThat(scores(broker, "behind")).isEqualTo(scores(broker, "plain"));
      assertThat(reasons(broker))
          .containsOnlyKeys("UNKNOWN_SCHEMA", "INVALID_RULES")
          .containsEntry("UNKNOWN_SCHEMA", "id 4711 is not in the schema registry");

      registry.hang();
      send(broker, DAYS, "ahead", confluent(aheadId, ahead, purchase(ahead, "ahead", DAYS)));
      broker.tick(Inputs.midnight(DAYS + 1));
      broker.flush();
      broker.readUntil(read -> scoresOn(read) > 3 * DAYS);
      assertThat(scores(broker, "ahead")).as("what is known goes on").hasSizeGreaterThan(DAYS);

      int next = DAYS + 1;
      send(broker, next, "later", confluent(laterId, later, purchase(later, "later", next)));
      broker.tick(Inputs.midnight(next + 1));
      broker.flush();
      awaitStatus(job, JobStatus.RESTARTING);
      registry.goOn();
      broker.readUntil(read -> keys(read).contains("later"));
      KafkaJob.stop(job, false, folder);

      assertThat(scores(broker, "later")).hasSize(1);
      assertThat(reasons(broker)).as("no good record is a dead letter").hasSize(2);
      assertThat(broker.readToEnd())
          .filteredOn(message -> message.value() != null)
          .allSatisfy(message -> assertThat(read(message)).isNotNull())
          .extracting(OutputMessage::topic)
          .contains(Topic.SCORES, Topic.SCORES_FLAT, Topic.SCORE_CHANGES, Topic.DEAD_LETTERS);
    }
  }

  @Test
  void anIncompatibleSchemaIsRefusedBeforeTheJobStarts() throws Exception {
    String subject = "strict.scores-value";
    registry.register(
        subject, plain(Topic.SCORES.schema(), fields -> withField(fields, "score", "text")));
    registry.demandCompatibility(subject);

    assertThatThrownBy(() -> wire("--schema-registry=" + registry.url(), "--topic-prefix=strict"))
        .isInstanceOf(RegistryException.class)
        .hasMessageContainingAll("subject " + subject, "status 409", "incompatible", "/fields/");
  }

  @Test
  void withoutARegistryTheJobDoesNotStart() {
    for (String format : List.of("avro", "json")) {
      assertThatThrownBy(
              () ->
                  wire(
                      "--schema-registry=http://localhost:1",
                      "--schema-registry.retry.for=200 ms",
                      "--output-format=" + format))
          .isInstanceOf(RegistryException.class)
          .hasMessageContainingAll("http://localhost:1", "no answer in 2 tries");
    }
  }

  private static void wire(String... more) {
    String[] args = Arrays.copyOf(more, more.length + 1);
    args[more.length] = "--bootstrap-servers=localhost:1";
    HealthJob.wire(StreamExecutionEnvironment.getExecutionEnvironment(), JobSettings.parse(args));
  }

  private static KafkaJob job(Broker broker) {
    return new KafkaJob(
        broker.bootstrapServers(),
        0,
        Duration.ofHours(1),
        Map.of(
            "output-format", "avro",
            "schema-registry", registry.url(),
            "schema-registry.request.timeout", "1 s",
            "schema-registry.retry.for", "300 ms"));
  }

  /** Tries again, as a cluster does. */
  private static Configuration patient() {
    Configuration flink = FileJob.strict();
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    flink.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    return flink;
  }

  private static void awaitStatus(JobClient job, JobStatus wanted) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (job.getJobStatus().get() != wanted) {
      assertThat(System.nanoTime()).as("waiting for " + wanted).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void send(Broker broker, int day, String customer, byte[] value) {
    broker.send(Topic.PURCHASES, customer, at(day), value);
  }

  private static long at(int day) {
    return Inputs.noon(day) - Inputs.DAY;
  }

  private static long scoresOn(List<OutputMessage> read) {
    return Records.on(Topic.SCORES, read).size();
  }

  private static List<String> keys(List<OutputMessage> read) {
    return Records.on(Topic.SCORES, read).stream().map(OutputMessage::key).toList();
  }

  /** What was published of a customer, without the name. */
  private List<String> scores(Broker broker, String customer) {
    return Records.on(Topic.SCORES, broker.readToEnd()).stream()
        .filter(message -> message.key().equals(customer))
        .map(this::read)
        .peek(score -> assertThat(score.get("customerId")).hasToString(customer))
        .peek(score -> score.put("customerId", ""))
        .map(GenericRecord::toString)
        .limit(DAYS + 1)
        .toList();
  }

  private Map<String, String> reasons(Broker broker) {
    Map<String, String> reasons = new TreeMap<>();
    Records.on(Topic.DEAD_LETTERS, broker.readToEnd())
        .forEach(
            message -> {
              GenericRecord letter = read(message);
              reasons.put(letter.get("reason").toString(), letter.get("detail").toString());
            });
    return reasons;
  }

  /** As a consumer does who knows the registry only. */
  private GenericRecord read(OutputMessage message) {
    ByteBuffer value = ByteBuffer.wrap(message.value());
    assertThat(value.get()).as(message.topic() + ": the framing").isZero();
    Schema writer = schemas.computeIfAbsent(value.getInt(), SchemaRegistryIT::byId);
    try {
      return new GenericDatumReader<GenericRecord>(writer)
          .read(
              null, DecoderFactory.get().binaryDecoder(value.array(), 5, value.remaining(), null));
    } catch (IOException e) {
      throw new AssertionError(message.topic() + " cannot be read", e);
    }
  }

  private static Schema byId(int id) {
    try {
      return registry.byId(id);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static GenericRecord purchase(Schema schema, String customer, int day) {
    GenericRecord purchase = new GenericData.Record(schema);
    purchase.put("customerId", customer);
    purchase.put("eventTime", at(day));
    purchase.put("transactionId", "t" + day);
    purchase.put(
        "amount", ByteBuffer.wrap(new BigDecimal("10").setScale(4).unscaledValue().toByteArray()));
    purchase.put("currency", "GBP");
    purchase.put("itemCount", 1);
    for (String extra : List.of("loyaltyTier", "till")) {
      if (schema.getField(extra) != null) {
        purchase.put(extra, "some " + extra);
      }
    }
    return purchase;
  }

  private static byte[] confluent(int id, Schema schema, GenericRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new GenericDatumWriter<GenericRecord>(schema)
          .write(record, EncoderFactory.get().directBinaryEncoder(out, null));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return framed(id, out.toByteArray());
  }

  private static byte[] framed(int id, byte[] record) {
    return ByteBuffer.allocate(5 + record.length).put((byte) 0).putInt(id).put(record).array();
  }

  private static ArrayNode withField(ArrayNode fields, String name, String byDefault) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).get("name").asText().equals(name)) {
        fields.remove(i);
      }
    }
    fields.addObject().put("name", name).put("type", "string").put("default", byDefault);
    return fields;
  }

  private static ArrayNode withoutReverses(ArrayNode fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).get("name").asText().equals("reverses")) {
        fields.remove(i);
        return fields;
      }
    }
    throw new AssertionError("there is no such field");
  }

  /** As somebody else would write it: without the marks of our code generator. */
  private static Schema plain(Schema schema, UnaryOperator<ArrayNode> change) {
    try {
      ObjectNode tree =
          (ObjectNode)
              new ObjectMapper()
                  .readTree(schema.toString().replace(",\"avro.java.string\":\"String\"", ""));
      tree.set("fields", change.apply((ArrayNode) tree.get("fields")));
      return new Schema.Parser().parse(tree.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
