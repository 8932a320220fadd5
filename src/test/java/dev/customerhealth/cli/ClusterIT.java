package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.cli.cluster.ClusterFolder;
import dev.customerhealth.cli.cluster.ClusterSettings;
import dev.customerhealth.cli.cluster.LocalCluster;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.testing.AlertRecords;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.Broker;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job jar in processes that have nothing but what a Flink distribution has. */
class ClusterIT {

  private static final String JAR =
      System.getProperty("job.jar", "target/customer-health-0.1.0.jar");
  private static final Duration BOUND = Duration.ofDays(3);

  @TempDir Path folder;

  @AfterEach
  void leaveNothing() {
    cluster("stop");
  }

  @Test
  void aJobSubmittedToItTellsWhatFilesTell() throws Exception {
    Map<EventType, Path> files = AlertStory.files(AlertStory.rows(), folder.resolve("in"));
    FileJob.Result scored =
        new FileJob(ScoringSubtask.RULES, ScoringSubtask.REFRESH_DAYS, AlertStory.END, 1)
            .run(files, folder.resolve("out"));
    List<String> alerts =
        Files.readAllLines(FileOutputs.fileOf(folder.resolve("out"), Topic.ALERTS));
    Map<String, List<String>> scores = withoutTheLast(scored.scores());
    // Without it, no story was found by CEP.
    assertThat(alerts).anyMatch(alert -> alert.contains("POOR_SERVICE_THEN_SILENCE"));

    // Other tests run beside this one: with ports and clusters of their own.
    VerbRun started =
        cluster(
            "start",
            "--broker",
            "--taskmanagers",
            "2",
            "--slots",
            "1",
            "--port",
            String.valueOf(FreePorts.any()),
            "-D",
            "taskmanager.memory.process.size=2400m");
    assertThat(started.exitCode()).as(started.err()).isZero();
    ClusterSettings settings = ClusterSettings.of(local().folder());
    List<ProcessHandle> processes = processes(settings);
    assertThat(processes).hasSize(5);

    try (Broker broker = Broker.at(settings.bootstrapServers(), Topic.DEFAULT_PREFIX)) {
      AlertStory.events(files).forEach(broker::send);
      broker.tick(AlertStory.END + 1 + BOUND.toMillis());
      broker.flush();
      VerbRun submitted = submit("--parallelism=2");
      assertThat(submitted.out()).as(submitted.err()).matches("[0-9a-f]{32}\\s+");
      broker.readUntil(
          read ->
              count(Topic.ALERTS, read) >= alerts.size()
                  && count(Topic.SCORES, read) >= count(scores));
      List<OutputMessage> read = broker.readToEnd();
      assertThat(Records.perKey(Topic.ALERTS, read)).isEqualTo(AlertRecords.perKey(alerts));
      assertThat(Records.perKey(Topic.SCORES, read)).isEqualTo(scores);

      VerbRun status = cluster("status");
      assertThat(status.exitCode()).as(status.out()).isZero();
      assertThat(status.out())
          .contains("taskmanager-2", settings.restAddress())
          .contains("job " + submitted.out().strip() + " customer-health RUNNING");
      assertThat(submit("--no-such-option=1"))
          .satisfies(
              refused -> assertThat(refused.exitCode()).isEqualTo(1),
              refused -> assertThat(refused.err()).contains("--no-such-option is unknown"));
    }

    VerbRun stopped = cluster("stop", "--savepoint");
    assertThat(stopped.exitCode()).as(stopped.err()).isZero();
    Path savepoint = Path.of(stopped.out().lines().findFirst().orElseThrow().split("file:")[1]);
    assertThat(savepoint.resolve("_metadata")).isNotEmptyFile();
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(home()).isDirectoryNotContaining("glob:**{conf,pids,data,cluster.properties}");
    assertThat(cluster("status").exitCode()).isEqualTo(1);
  }

  private Path home() {
    return folder.resolve("cluster");
  }

  private LocalCluster local() {
    return new LocalCluster(new ClusterFolder(home()), Path.of("."));
  }

  private List<ProcessHandle> processes(ClusterSettings settings) throws Exception {
    List<ProcessHandle> processes = new ArrayList<>();
    for (LocalCluster.State state : local().states(settings)) {
      local().process(state.name()).ifPresent(processes::add);
    }
    return processes;
  }

  private VerbRun submit(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "submit",
                "--jar",
                JAR,
                "--refresh-days=" + ScoringSubtask.REFRESH_DAYS,
                "--out-of-orderness=" + BOUND.toMillis() + " ms",
                "--idleness=0",
                "--alignment-drift=60 d",
                "--checkpoint-interval=1 s",
                "--output-format=json"));
    args.addAll(Arrays.asList(options));
    return cluster(args.toArray(String[]::new));
  }

  private VerbRun cluster(String... args) {
    List<Object> all = new ArrayList<>(List.of("cluster"));
    all.addAll(Arrays.asList(args));
    all.addAll(List.of("--dir", home()));
    return VerbRun.of(all.toArray());
  }

  /** An endless stream has no last record. */
  private static Map<String, List<String>> withoutTheLast(Map<String, List<String>> scores) {
    String end = "\"asOf\":\"" + Instant.ofEpochMilli(AlertStory.END) + "\"";
    Map<String, List<String>> endless = new TreeMap<>();
    scores.forEach(
        (id, records) ->
            endless.put(id, records.stream().filter(record -> !record.contains(end)).toList()));
    return endless;
  }

  private static int count(Topic topic, List<OutputMessage> read) {
    return Records.on(topic, read).size();
  }

  private static int count(Map<String, List<String>> records) {
    return records.values().stream().mapToInt(List::size).sum();
  }
}
