package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.KafkaJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.Retail;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes through Kafka, in pieces and out of order, is what comes out of files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaScoresIT {

  private static final long SEED = 42;
  private static final Instant UNTIL = Instant.parse("2011-06-01T00:00:00Z");
  private static final long END = UNTIL.toEpochMilli() - 1;
  private static final Duration BOUND = Duration.ofDays(3);
  private static final int REFRESH_DAYS = 7;
  private static final int EVERY_TENTH = 10;
  private static final byte[] POISON = randomBytes();

  @TempDir Path folder;

  private List<Envelope> events;

  /** The same, shuffled within the bound. */
  private List<Envelope> arrivals;

  private Map<String, List<String>> fromFiles;

  @BeforeAll
  void runOverFiles(@TempDir Path files) throws Exception {
    List<String> purchases = Retail.rowsOfEvery(EVERY_TENTH);
    Path purchasesFile = Retail.write(files.resolve("p.csv"), Retail.HEADER, purchases);
    Path visitsFile =
        Retail.write(files.resolve("v.csv"), Retail.VISITS_HEADER, Retail.visitsBefore(purchases));
    events = new ArrayList<>(Retail.events(EventType.PURCHASE, purchasesFile));
    events.addAll(Retail.events(EventType.VISIT, visitsFile));
    events.removeIf(event -> event.timeMillis() > END);
    arrivals = Traffic.disordered(events, BOUND.toMillis(), SEED);
    FileJob.Result result =
        new FileJob(ScoringSubtask.RULES, REFRESH_DAYS, END, 1)
            .run(
                Map.of(EventType.PURCHASE, purchasesFile, EventType.VISIT, visitsFile),
                files.resolve("out"));
    fromFiles = withoutTheLast(result.scores());
  }

  @ParameterizedTest(name = "parallelism {0}, drained at the end: {1}")
  @CsvSource({"1, false", "2, true"})
  void theSameScoresToTheByte(int parallelism, boolean drain) throws Exception {
    try (Broker broker = Broker.start()) {
      send(broker);
      JobClient job = job(broker).start(parallelism);
      broker.readUntil(this::allScores);
      KafkaJob.stop(job, drain, folder);
      assertSameAsFiles(broker.readToEnd());
    }
  }

  @Test
  void soDoesAJobThatWasStoppedHalfwayAndGoesOnTwiceAsWide() throws Exception {
    int half = arrivals.size() / 2;
    try (Broker broker = Broker.start()) {
      send(broker, arrivals.subList(0, half));
      JobClient first = job(broker).start(1);
      broker.readUntil(read -> !read.isEmpty());
      String savepoint = KafkaJob.stop(first, false, folder);
      assertThat(scores(broker.readToEnd())).isPositive().isLessThan(scores());
      send(broker, arrivals.subList(half, arrivals.size()));
      lastTick(broker);
      JobClient second = job(broker).resume(2, savepoint);
      broker.readUntil(this::allScores);
      KafkaJob.stop(second, false, folder);
      assertSameAsFiles(broker.readToEnd());
    }
  }

  @Test
  void poisonAndStragglersLandWhereTheyBelongAndChangeNothingElse() throws Exception {
    try (Broker broker = Broker.start()) {
      Envelope straggler = straggler();
      broker.send(Topic.PURCHASES, "poison", events.get(0).timeMillis(), POISON);
      send(broker);
      JobClient job = job(broker).start(2);
      broker.readUntil(this::allScores);
      broker.send(Topic.VISITS, "poison", END, POISON);
      broker.send(straggler);
      broker.flush();
      broker.readUntil(
          read ->
              Records.on(Topic.LATE_EVENTS, read).size() == 1
                  && Records.on(Topic.DEAD_LETTERS, read).size() == 2);
      KafkaJob.stop(job, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      assertThat(Records.on(Topic.DEAD_LETTERS, read)).hasSize(2);
      assertThat(raw(Topic.DEAD_LETTERS, read)).isEqualTo(POISON);
      assertThat(Records.on(Topic.LATE_EVENTS, read)).hasSize(1);
      assertThat(raw(Topic.LATE_EVENTS, read)).isEqualTo(straggler.payload());
      assertThat(Records.perKey(Topic.SCORES, read)).isEqualTo(fromFiles);
    }
  }

  private static KafkaJob job(Broker broker) {
    return new KafkaJob(broker.bootstrapServers(), REFRESH_DAYS, BOUND);
  }

  /** Everything, and event time as far as the files went. */
  private void send(Broker broker) {
    send(broker, arrivals);
    lastTick(broker);
  }

  /** With ticks in between. */
  private static void send(Broker broker, List<Envelope> arriving) {
    long nextTick = Long.MIN_VALUE;
    for (Envelope event : arriving) {
      if (event.timeMillis() > nextTick) {
        broker.tick(event.timeMillis());
        nextTick = event.timeMillis() + 10 * Inputs.DAY;
      }
      broker.send(event);
    }
    broker.flush();
  }

  private static void lastTick(Broker broker) {
    broker.tick(UNTIL.plus(BOUND).toEpochMilli());
    broker.flush();
  }

  /** Of a customer who bought lately, from the first day of the shop. */
  private Envelope straggler() {
    Envelope newest =
        Inputs.byCustomer(events).values().stream()
            .map(own -> own.get(own.size() - 1))
            .max(Comparator.comparingLong(Envelope::timeMillis))
            .orElseThrow();
    long early = Instant.parse("2009-12-02T00:00:00Z").toEpochMilli();
    return Inputs.purchase(newest.customerId(), early, "straggler", "10");
  }

  private void assertSameAsFiles(List<OutputMessage> read) {
    assertThat(Records.perKey(Topic.SCORES, read)).isEqualTo(fromFiles);
    assertThat(Records.on(Topic.DEAD_LETTERS, read)).isEmpty();
    assertThat(Records.on(Topic.LATE_EVENTS, read)).isEmpty();
  }

  private boolean allScores(List<OutputMessage> read) {
    return scores(read) >= scores();
  }

  private static int scores(List<OutputMessage> read) {
    return Records.on(Topic.SCORES, read).size();
  }

  private int scores() {
    return fromFiles.values().stream().mapToInt(List::size).sum();
  }

  /** An endless stream has no last record. */
  private static Map<String, List<String>> withoutTheLast(Map<String, List<String>> scores) {
    Map<String, List<String>> endless = new TreeMap<>();
    scores.forEach(
        (id, records) -> {
          List<String> others =
              records.stream()
                  .filter(
                      record ->
                          !Records.json(record)
                              .get("asOf")
                              .asText()
                              .equals(Instant.ofEpochMilli(END).toString()))
                  .toList();
          if (!others.isEmpty()) {
            endless.put(id, others);
          }
        });
    return endless;
  }

  private static byte[] raw(Topic topic, List<OutputMessage> read) {
    OutputMessage first = Records.on(topic, read).get(0);
    return Base64.getDecoder().decode(Records.json(first).get("raw").asText());
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[64];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }
}
