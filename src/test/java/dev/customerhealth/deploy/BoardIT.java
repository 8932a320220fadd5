package dev.customerhealth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.avro.AlertSeverity;
import dev.customerhealth.avro.AlertStatus;
import dev.customerhealth.avro.Band;
import dev.customerhealth.avro.DefectionAlert;
import dev.customerhealth.avro.HealthScoreFlat;
import dev.customerhealth.avro.WinBack;
import dev.customerhealth.avro.WinBackOutcome;
import dev.customerhealth.cli.EmbeddedKafka;
import dev.customerhealth.codec.AvroJson;
import dev.customerhealth.codec.Samples;
import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the topics through Kafka Connect into Postgres and onto the board, with the files of deploy/
 * as they are and every part of it real.
 */
class BoardIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String TYPED = "typed-scores";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TimeZone HERE = TimeZone.getDefault();

  /** A worker's zone must not show in the times. */
  @BeforeAll
  static void liveInHanoi() {
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Ho_Chi_Minh"));
  }

  @AfterAll
  static void comeBack() {
    TimeZone.setDefault(HERE);
  }

  @Test
  void theSinksKeepTheTablesAsTheTopicsAre(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        BoardDatabase database = BoardDatabase.start()) {
      List<NewTopic> topics = new ArrayList<>(List.of(new NewTopic(TYPED, 1, (short) 1)));
      BoardTable.all().forEach(table -> topics.add(topic(table)));
      kafka.createTopics(topics);
      try (KafkaProducer<String, byte[]> producer = producer(kafka);
          ConnectWorker connect = worker(kafka, database, folder)) {
        producer.initTransactions();
        commit(producer, "chi");
        abort(producer, "ghost");
        await(connect, () -> everyTableHolds(database, "chi"));

        commit(producer, "an");
        producer.beginTransaction();
        BoardTable.all().forEach(table -> send(producer, table, "chi", null));
        send(producer, BoardTable.SCORES_FLAT, "an", revised());
        producer.commitTransaction();

        await(connect, () -> everyTableHolds(database, "an") && score(database).equals(12.5));
        for (BoardTable table : BoardTable.all()) {
          everyColumnSaysWhatTheRecordSaid(database, table);
        }
        theViewsShowIt(database);
        theExamplesOfThePageRun(database);
        sendTyped(producer);
        await(connect, () -> keys(database, BoardTable.SCORES_FLAT).contains("typed"));
        timesAndMoneyOfConnectArriveWhole(database);
        database.runScripts();
        assertThat(keys(database, BoardTable.SCORES_FLAT))
            .as("the scripts lose nothing")
            .containsExactlyInAnyOrder("an", "typed");
      }
    }
  }

  private static void everyColumnSaysWhatTheRecordSaid(BoardDatabase database, BoardTable table) {
    Map<String, Object> row = database.query("SELECT * FROM " + table.fullName()).get(0);
    SpecificRecord sent = table == BoardTable.SCORES_FLAT ? revised() : sample(table);
    for (BoardColumn column : table.columns()) {
      Object expected = column.name().equals(table.key()) ? "an" : value(sent, column.path());
      assertThat(plain(row.get(column.name())))
          .as(table + "." + column.name())
          .isNotNull()
          .isEqualTo(plain(expected));
    }
  }

  private static void theViewsShowIt(BoardDatabase database) {
    assertThat(database.query("SELECT * FROM customer_health.customers_by_band"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).containsEntry("band", "WATCH").containsEntry("customers", 1L);
              assertThat(row)
                  .containsEntry("band_vi", "Cần để ý")
                  .containsEntry("band_en", "Watch");
            });
    assertThat(
            database.query("SELECT owner, calls, overdue FROM customer_health.open_calls_by_owner"))
        .containsExactly(Map.of("owner", "lan", "calls", 1L, "overdue", 1L));
    assertThat(database.column("SELECT reason_vi FROM customer_health.open_calls"))
        .containsExactly("Chi tiêu giảm sút");
    assertThat(database.query("SELECT rate, holdout_rate FROM customer_health.win_back_rate"))
        .containsExactly(Map.of("rate", 0.25, "holdout_rate", 0.25));
    assertThat(database.column("SELECT rate FROM customer_health.win_back_by_month"))
        .containsExactly(0.25);
    assertThat(database.column("SELECT level_en FROM customer_health.service_standing_now"))
        .containsExactly("Terrible");
    assertThat(database.column("SELECT count(*) FROM customer_health.loss_reasons_by_value"))
        .containsExactly(1L);
    assertThat(database.column("SELECT count(*) FROM customer_health.customers_at_risk"))
        .containsExactly(0L);
    assertThat(database.query("SELECT * FROM customer_health.freshness").get(0).values())
        .doesNotContainNull();
  }

  private static void theExamplesOfThePageRun(BoardDatabase database) throws IOException {
    String page = Files.readString(Path.of("docs", "dashboards.md"));
    String examples = page.split("```sql\n", 2)[1].split("```", 2)[0];
    assertThat(examples.split(";\n"))
        .hasSize(3)
        .allSatisfy(query -> assertThat(database.query(query)).isNotNull());
    assertThat(database.query(examples.split(";\n")[2])).hasSize(1);
  }

  private static SpecificRecord sample(BoardTable table) {
    SpecificRecord sample = Samples.of(table.topic().schema());
    if (sample instanceof DefectionAlert alert) {
      alert.setSeverity(AlertSeverity.CALL);
      alert.setStatus(AlertStatus.OPEN);
      alert.setOwner("lan");
    } else if (sample instanceof WinBack winBack) {
      winBack.setAlerts(8);
      winBack.setWonBack(2);
      winBack.setOutcome(WinBackOutcome.HOLDOUT);
    }
    return sample;
  }

  private static HealthScoreFlat revised() {
    HealthScoreFlat score = (HealthScoreFlat) sample(BoardTable.SCORES_FLAT);
    score.setScore(12.5);
    score.setBand(Band.WATCH);
    return score;
  }

  private static void commit(KafkaProducer<String, byte[]> producer, String key) {
    producer.beginTransaction();
    BoardTable.all().forEach(table -> send(producer, table, key, sample(table)));
    producer.commitTransaction();
  }

  /** What a job began to write before it was killed. */
  private static void abort(KafkaProducer<String, byte[]> producer, String key) {
    producer.beginTransaction();
    BoardTable.all().forEach(table -> send(producer, table, key, sample(table)));
    producer.flush();
    producer.abortTransaction();
  }

  private static void send(
      KafkaProducer<String, byte[]> producer,
      BoardTable table,
      String key,
      @Nullable SpecificRecord value) {
    if (value != null && table.keyIsInRecord()) {
      value.put(fieldOfKey(table), key);
    }
    producer.send(
        new ProducerRecord<>(
            table.topic().fullName(Topic.DEFAULT_PREFIX),
            key,
            value == null ? null : AvroJson.bytes(value)));
  }

  private static int fieldOfKey(BoardTable table) {
    String path =
        table.columns().stream()
            .filter(column -> column.name().equals(table.key()))
            .findFirst()
            .orElseThrow()
            .path();
    return table.topic().schema().getField(path).pos();
  }

  private static Object value(IndexedRecord source, String path) {
    String[] steps = path.split("\\.");
    Object value = source.get(source.getSchema().getField(steps[0]).pos());
    return value instanceof Map<?, ?> texts ? texts.get(steps[1]) : value;
  }

  /** As text that is the same for what the contract calls the same. */
  private static @Nullable String plain(@Nullable Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    if (value instanceof Date day) {
      return day.toLocalDate().toString();
    }
    if (value instanceof BigDecimal money) {
      return money.stripTrailingZeros().toPlainString();
    }
    return value == null ? null : value.toString();
  }

  private static boolean everyTableHolds(BoardDatabase database, String key) {
    return BoardTable.all().stream().allMatch(table -> keys(database, table).equals(List.of(key)));
  }

  private static List<Object> keys(BoardDatabase database, BoardTable table) {
    return database.column("SELECT " + table.key() + " FROM " + table.fullName());
  }

  private static Object score(BoardDatabase database) {
    return database.column("SELECT score FROM customer_health.scores_flat").get(0);
  }

  private static void await(ConnectWorker connect, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(connect.troubles()).isEmpty();
      assertThat(Instant.now()).as("nothing came of it").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static ConnectWorker worker(EmbeddedKafka kafka, BoardDatabase database, Path folder)
      throws IOException {
    Path secrets =
        Files.writeString(
            folder.resolve("connect.properties"),
            "postgres.url=%s\npostgres.user=%s\npostgres.password=none\n"
                .formatted(database.urlForSinks(), BoardDatabase.USER));
    List<Path> sinks = new ArrayList<>(List.of(typed(folder)));
    BoardTable.all().stream()
        .map(table -> "postgres-" + SinkConfig.dashed(table) + ".json")
        .map(ConnectFilesTest.FOLDER::resolve)
        .forEach(sinks::add);
    return ConnectWorker.start(kafka.bootstrapServers(), folder, secrets, sinks);
  }

  /**
   * The sink for Avro with a registry, but for its converter: as that one does, this one makes
   * times, days and money of Connect's own types.
   */
  private static Path typed(Path folder) throws IOException {
    ObjectNode sink =
        (ObjectNode)
            JSON.readTree(
                ConnectFilesTest.FOLDER.resolve("postgres-scores-flat-avro.json").toFile());
    ((ObjectNode) sink.path("config"))
        .put("topics", TYPED)
        .put("value.converter", "org.apache.kafka.connect.json.JsonConverter")
        .put("value.converter.schemas.enable", "true")
        .put(
            "value.converter.schema.content",
            """
            {"type": "struct", "optional": false, "fields": [
              {"field": "customer_id", "type": "string", "optional": false},
              {"field": "as_of", "type": "int64", "name": "org.apache.kafka.connect.data.Timestamp",
                "optional": false},
              {"field": "at_risk_from", "type": "int32", "name": "org.apache.kafka.connect.data.Date",
                "optional": true},
              {"field": "spend_d30", "type": "bytes", "name": "org.apache.kafka.connect.data.Decimal",
                "parameters": {"scale": "4"}, "optional": false}]}
            """);
    return Files.writeString(folder.resolve("typed.json"), sink.toString());
  }

  private static void sendTyped(KafkaProducer<String, byte[]> producer) {
    ObjectNode score =
        JSON.createObjectNode()
            .put("customer_id", "typed")
            .put("as_of", Samples.NOON.toEpochMilli())
            .put("at_risk_from", LocalDate.of(2011, 7, 1).toEpochDay())
            .put("spend_d30", new BigDecimal("-12.5").setScale(4).unscaledValue().toByteArray());
    producer.beginTransaction();
    producer.send(
        new ProducerRecord<>(TYPED, "typed", score.toString().getBytes(StandardCharsets.UTF_8)));
    producer.commitTransaction();
  }

  private static void timesAndMoneyOfConnectArriveWhole(BoardDatabase database) {
    Map<String, Object> row =
        database
            .query("SELECT * FROM customer_health.scores_flat WHERE customer_id = 'typed'")
            .get(0);
    assertThat(plain(row.get("as_of"))).isEqualTo(Samples.NOON.toString());
    assertThat(plain(row.get("at_risk_from"))).isEqualTo("2011-07-01");
    assertThat(plain(row.get("spend_d30"))).isEqualTo("-12.5");
  }

  private static KafkaProducer<String, byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "job"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static NewTopic topic(BoardTable table) {
    return new NewTopic(table.topic().fullName(Topic.DEFAULT_PREFIX), 1, (short) 1);
  }
}
