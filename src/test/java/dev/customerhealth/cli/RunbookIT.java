package dev.customerhealth.cli;

import static dev.customerhealth.testing.Inputs.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.AtExit;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.Inputs;
import dev.customerhealth.testing.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/runbook.md, typed as they stand there, by somebody with a cluster of several
 * processes: topics, a bootstrap, the job from its savepoint, an upgrade, a crash, rules, letters.
 */
@Tag("runbook")
class RunbookIT {

  private static final String JAR =
      System.getProperty("job.jar", "target/customer-health-0.1.0.jar");
  private static final String PREFIX = "shop";
  private static final Duration BOUND = Duration.ofDays(3);
  private static final long UNTIL = Inputs.midnight(95);

  @TempDir Path folder;

  private RunbookPage page;

  @AfterEach
  void leaveNothing() {
    assertSucceeds(cluster(List.of("stop")));
  }

  @BeforeEach
  void leaveNothingWhenInterrupted() {
    AtExit.close(this::leaveNothing);
  }

  @Test
  void everyCommandDoesWhatThePageSays() throws Exception {
    assertSucceeds(cluster(List.of("start", "--broker", "--taskmanagers", "2", "--slots", "2")));
    ClusterSettings settings = ClusterSettings.of(new ClusterFolder(home()));
    Map<EventType, Path> files = AlertStory.files(AlertStory.rows(), folder);
    page = new RunbookPage(names(settings));

    run("./run topics --create --replication 3 --config job.properties");
    assertThat(run("./run topics --check --replication 3 --config job.properties"))
        .contains("all as they should be");
    run(
        "./run bootstrap --purchases purchases.csv --feedback feedback.csv --until"
            + " 2026-06-01T00:00:00Z --rules my-rules.yaml --out history --publish --config"
            + " job.properties");
    try (Broker broker = Broker.at(settings.bootstrapServers(), PREFIX)) {
      send(broker, AlertStory.events(files), UNTIL - DAY, UNTIL + 30 * DAY);
      String job =
          submitted(
              "flink run -d -s s3://customer-health/history/savepoint"
                  + " target/customer-health-0.1.0.jar --config job.properties --rules"
                  + " history/rules.yaml --start-from 2026-05-31T00:00:00Z --alerts-from"
                  + " 2026-06-01T00:00:00Z");
      awaitCheckpoint(job);
      assertThat(run("flink list")).contains(job + " : customer-health (RUNNING)");

      page.put("JOB", job);
      String stopped = run("flink stop --savepointPath s3://customer-health/savepoints JOB");
      page.put(
          "s3://customer-health/savepoints/savepoint-1a2b3c",
          found("Savepoint completed. Path: (file:\\S+)", stopped));
      send(broker, AlertStory.events(files), UNTIL + 30 * DAY, UNTIL + 60 * DAY);
      job =
          submitted(
              "flink run -d -s s3://customer-health/savepoints/savepoint-1a2b3c"
                  + " target/customer-health-0.2.0.jar --config job.properties");
      awaitCheckpoint(job);

      page.put("JOB", job);
      run("flink cancel JOB");
      page.put(
          "s3://customer-health/checkpoints/JOB/chk-N", awaitCheckpoint(job).toUri().toString());
      page.put("...", JAR + " --config " + folder.resolve("job.properties"));
      send(broker, AlertStory.events(files), UNTIL + 60 * DAY, Long.MAX_VALUE);
      broker.tick(AlertStory.END + 1 + BOUND.toMillis());
      broker.flush();
      job = submitted("flink run -d -s s3://customer-health/checkpoints/JOB/chk-N ...");
      broker.readUntil(
          read -> Records.on(Topic.ALERTS, read).stream().anyMatch(RunbookIT::isOfTheEnd));

      page.put("my-rules.yaml", rules("next").toString());
      run("./run rules --check my-rules.yaml");
      run("./run rules --publish my-rules.yaml --shadow --config job.properties");
      run("./run rules --publish my-rules.yaml --config job.properties");
      String letters =
          "./run replay --from dead-letters --reason UNKNOWN_SCHEMA --since 2026-06-01T00:00:00Z"
              + " --config job.properties";
      run(letters + " --dry-run");
      run(letters);
      page.put("JOB", job);
      run("flink cancel JOB");
      assertNothingTwice(broker.readToEnd());
      run(
          "flink run -d target/customer-health-0.1.0.jar --config job.properties --rules"
              + " my-rules.yaml --parallelism 4");
      // The story is of years ago; with the clock of today all of it is over.
      run("./run ticks --every 10s --config job.properties", "--count", "1");
    }
    assertThat(page.notRun()).isEmpty();
  }

  private Map<String, String> names(ClusterSettings settings) throws IOException {
    Files.write(
        folder.resolve("job.properties"),
        List.of(
            "bootstrap-servers=" + settings.bootstrapServers(),
            "topic-prefix=" + PREFIX,
            "out-of-orderness=" + BOUND.toMillis() + " ms",
            "idleness=0",
            "alignment-drift=60 d",
            "checkpoint-interval=1 s",
            "output-format=json"));
    Map<String, String> names = new TreeMap<>();
    for (String file : List.of("job.properties", "purchases.csv", "feedback.csv")) {
      names.put(file, folder.resolve(file).toString());
    }
    names.put("my-rules.yaml", rules("mine").toString());
    // There is one broker.
    names.put("--replication 3", "--replication 1");
    names.put("--out history", "--out " + folder.resolve("history"));
    names.put("history/rules.yaml", folder.resolve("history/rules.yaml").toString());
    names.put("s3://customer-health/history/savepoint", uri(folder.resolve("history/savepoint")));
    names.put("s3://customer-health/savepoints", uri(folder.resolve("savepoints")));
    names.put("2026-06-01T00:00:00Z", Instant.ofEpochMilli(UNTIL).toString());
    names.put("2026-05-31T00:00:00Z", Instant.ofEpochMilli(UNTIL - DAY).toString());
    names.put("target/customer-health-0.1.0.jar", JAR);
    names.put("target/customer-health-0.2.0.jar", JAR);
    return names;
  }

  private Path rules(String version) throws IOException {
    String shipped = Files.readString(Path.of("flink-conf", "rules.yaml"));
    return Files.writeString(
        folder.resolve(version + ".yaml"),
        shipped.replaceFirst("(?m)^version: .*$", "version: " + version));
  }

  private static String uri(Path path) {
    return "file://" + path.toAbsolutePath();
  }

  private static void send(Broker broker, List<Envelope> events, long from, long to) {
    events.stream()
        .filter(event -> event.timeMillis() >= from && event.timeMillis() < to)
        .forEach(broker::send);
    broker.flush();
  }

  private static boolean isOfTheEnd(OutputMessage alert) {
    return alert.value() != null && Records.json(alert).get("alertId").asText().contains("OVERDUE");
  }

  /** A CRM takes each revision of an alert once, a dashboard each of a score. */
  private static void assertNothingTwice(List<OutputMessage> read) {
    for (Topic topic : List.of(Topic.SCORES, Topic.ALERTS)) {
      assertThat(Records.on(topic, read).stream().filter(message -> message.value() != null))
          .isNotEmpty()
          .extracting(
              message -> message.key() + " " + Records.json(message).get("revision").asText())
          .doesNotHaveDuplicates();
    }
    assertThat(Records.on(Topic.DEAD_LETTERS, read)).isEmpty();
  }

  private String submitted(String line) {
    return found("Job has been submitted with JobID ([0-9a-f]{32})", run(line));
  }

  /** A line of the page; what it printed. */
  private String run(String line, String... more) {
    List<String> words = new ArrayList<>(page.words(line));
    words.addAll(Arrays.asList(more));
    VerbRun run =
        words.get(0).equals("flink")
            ? cluster(words)
            : VerbRun.of(words.subList(1, words.size()).toArray());
    assertSucceeds(run);
    return run.out();
  }

  private VerbRun cluster(List<String> args) {
    List<Object> all = new ArrayList<>(List.of("cluster"));
    all.addAll(args);
    all.add(2, "--dir");
    all.add(3, home());
    return VerbRun.of(all.toArray());
  }

  private static void assertSucceeds(VerbRun run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
    return matcher.group(1);
  }

  /** The newest checkpoint of a job, as soon as there is one. */
  private Path awaitCheckpoint(String job) throws Exception {
    Path checkpoints = home().resolve("checkpoints").resolve(job);
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < deadline) {
      try (Stream<Path> files = Files.walk(checkpoints)) {
        Optional<Path> newest =
            files
                .filter(file -> file.getFileName().toString().equals("_metadata"))
                .map(Path::getParent)
                .max(Comparator.comparingInt(RunbookIT::number));
        if (newest.isPresent()) {
          return newest.get();
        }
      } catch (IOException | UncheckedIOException e) {
        // Not there yet, or one that was given up has just gone.
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError("no checkpoint of " + job);
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private Path home() {
    return folder.resolve("cluster");
  }
}
