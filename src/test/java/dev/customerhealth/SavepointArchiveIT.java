package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.customerhealth.codec.Envelope;
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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The state of every release lives on in today's program. A release writes its own with {@code
 * -Dsavepoint.write=VERSION}: a savepoint halfway through {@link AlertStory}, the files that it
 * read, and how much it had told by then.
 */
class SavepointArchiveIT {

  private static final Path ARCHIVE = Path.of("src", "test", "resources", "savepoints");
  private static final String WRITE = "savepoint.write";
  private static final String SAVEPOINT = "savepoint";
  private static final String TOLD = "told";
  private static final Duration BOUND = Duration.ofDays(3);

  /** Everything before is in the savepoint. */
  private static final long HALF = noon(95);

  @TempDir Path folder;

  @Test
  void aReleaseWritesItsOwn() throws Exception {
    String version = System.getProperty(WRITE);
    assumeTrue(version != null, "not asked for: -D" + WRITE + "=VERSION");
    Path release = ARCHIVE.resolve(version);
    delete(release);
    Map<EventType, Path> files = AlertStory.files(AlertStory.rows(), release);
    try (Broker broker = Broker.start()) {
      JobClient job = start(broker, 1, null);
      sendFirstHalf(broker, files);
      broker.readUntil(read -> Records.on(Topic.ALERTS, read).size() >= 3);
      String savepoint = KafkaJob.stop(job, false, folder);
      Files.writeString(release.resolve(TOLD), told(broker.readToEnd()) + "\n");
      Files.move(Path.of(URI.create(savepoint)), release.resolve(SAVEPOINT));
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  void aJobOfEveryReleaseGoesOnToday(Path release) throws Exception {
    Map<EventType, Path> files = files(release);
    Map<String, List<String>> scores = scoresOverFiles(files);
    Map<String, List<String>> alerts =
        AlertRecords.perKey(
            Files.readAllLines(FileOutputs.fileOf(folder.resolve("out"), Topic.ALERTS)));
    String[] toldBefore = Files.readString(release.resolve(TOLD)).strip().split(" ");
    int scoresLeft = count(scores) - Integer.parseInt(toldBefore[0]);
    int alertsLeft = count(alerts) - Integer.parseInt(toldBefore[1]);
    assertThat(scoresLeft).isPositive();
    assertThat(alertsLeft).isPositive();

    try (Broker broker = Broker.start()) {
      // At the offsets of the savepoint stands what stood there then.
      sendFirstHalf(broker, files);
      JobClient job = start(broker, 2, release.resolve(SAVEPOINT));
      AlertStory.events(files).stream()
          .filter(event -> event.timeMillis() >= HALF)
          .forEach(broker::send);
      broker.tick(AlertStory.END + 1 + BOUND.toMillis());
      broker.flush();
      broker.readUntil(
          read ->
              Records.on(Topic.SCORES, read).size() >= scoresLeft
                  && Records.on(Topic.ALERTS, read).size() >= alertsLeft);
      KafkaJob.stop(job, false, folder);

      List<OutputMessage> read = broker.readToEnd();
      assertThat(Records.on(Topic.SCORES, read)).hasSize(scoresLeft);
      assertThat(Records.on(Topic.ALERTS, read)).hasSize(alertsLeft);
      assertIsTheRestOf(scores, Records.perKey(Topic.SCORES, read));
      assertIsTheRestOf(alerts, Records.perKey(Topic.ALERTS, read));
      assertThat(Records.on(Topic.DEAD_LETTERS, read)).isEmpty();
      assertThat(Records.on(Topic.LATE_EVENTS, read)).isEmpty();
    }
  }

  static List<Path> releases() throws IOException {
    try (Stream<Path> releases = Files.list(ARCHIVE)) {
      return releases.sorted().toList();
    }
  }

  private static void assertIsTheRestOf(
      Map<String, List<String>> all, Map<String, List<String>> rest) {
    rest.forEach(
        (key, records) -> {
          List<String> whole = all.get(key);
          assertThat(records)
              .as(key)
              .isEqualTo(whole.subList(whole.size() - records.size(), whole.size()));
        });
  }

  private static void sendFirstHalf(Broker broker, Map<EventType, Path> files) throws Exception {
    for (Envelope event : AlertStory.events(files)) {
      if (event.timeMillis() < HALF) {
        broker.send(event);
      }
    }
    broker.tick(HALF);
    broker.flush();
  }

  /** At least once: transactions of a broker that is gone cannot be committed. */
  private static JobClient start(Broker broker, int parallelism, Path savepoint) throws Exception {
    Configuration configuration = FileJob.strict();
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    HealthJob.wire(
        env,
        JobSettings.parse(
            "--bootstrap-servers=" + broker.bootstrapServers(),
            "--parallelism=" + parallelism,
            "--refresh-days=" + ScoringSubtask.REFRESH_DAYS,
            "--out-of-orderness=" + BOUND.toMillis() + " ms",
            "--idleness=0",
            "--alignment-drift=60 d",
            "--watermark-interval=20 ms",
            "--checkpoint-interval=500 ms",
            "--delivery-guarantee=at-least-once",
            "--output-format=json"));
    return env.executeAsync(HealthJob.NAME);
  }

  private Map<String, List<String>> scoresOverFiles(Map<EventType, Path> files) throws Exception {
    FileJob.Result result =
        new FileJob(ScoringSubtask.RULES, ScoringSubtask.REFRESH_DAYS, AlertStory.END, 1)
            .run(files, folder.resolve("out"));
    String end = "\"asOf\":\"" + Instant.ofEpochMilli(AlertStory.END) + "\"";
    Map<String, List<String>> endless = new TreeMap<>();
    result
        .scores()
        .forEach(
            (id, records) ->
                endless.put(id, records.stream().filter(record -> !record.contains(end)).toList()));
    return endless;
  }

  private static Map<EventType, Path> files(Path release) {
    Map<EventType, Path> files = new EnumMap<>(EventType.class);
    for (EventType type : EventType.inputs()) {
      Path file = release.resolve(type.plural() + ".csv");
      if (Files.exists(file)) {
        files.put(type, file);
      }
    }
    return files;
  }

  private static String told(List<OutputMessage> read) {
    return Records.on(Topic.SCORES, read).size() + " " + Records.on(Topic.ALERTS, read).size();
  }

  private static int count(Map<String, List<String>> records) {
    return records.values().stream().mapToInt(List::size).sum();
  }

  private static void delete(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
