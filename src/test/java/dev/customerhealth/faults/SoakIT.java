package dev.customerhealth.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.cli.FreePorts;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.testing.Exposed;
import dev.customerhealth.testing.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job for a while at a steady rate, over customers who stay the same: nothing may grow. Before
 * it is measured it has seen more days than the state remembers.
 */
@Tag("soak")
class SoakIT {

  private static final int MINUTES = Integer.getInteger("soak.minutes", 10);
  private static final int CUSTOMERS = Integer.getInteger("soak.customers", 1_000);
  private static final long SEED = 5;
  private static final String PREFIX = "soak";

  /** More than is remembered of purchases: 400 days. */
  private static final int WARM_UP_DAYS = 500;

  private static final long DAY_MILLIS = 1_000;
  private static final int LOOKS_A_MINUTE = 12;

  /** What a JVM and RocksDB need to come to rest. */
  private static final int FIRST_MINUTES = 2;

  @TempDir Path folder;

  private OwnCluster cluster;
  private int metricsPort;

  /**
   * A minute.
   *
   * @param events sent until its end
   * @param heapMiB least of all looks, over all TaskManagers: what is left after a collection
   * @param residentMiB of all TaskManagers, native memory included
   * @param entries in RocksDB, over all states and subtasks, as it estimates them
   * @param checkpointKiB the whole state, median of its last checkpoints
   * @param checkpointMillis median of the same
   */
  record Minute(
      int number,
      long events,
      double heapMiB,
      double residentMiB,
      double entries,
      double checkpointKiB,
      double checkpointMillis) {}

  @AfterEach
  void leaveNothing() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void nothingGrows() throws Exception {
    start();
    SteadyTraffic traffic = new SteadyTraffic(SEED, CUSTOMERS);
    List<Minute> minutes = new ArrayList<>();
    try (Load load =
        new Load(cluster.broker().bootstrapServers(), PREFIX, OwnBroker.PARTITIONS, SEED)) {
      ClusterJob job =
          cluster.submit(PREFIX, "--checkpoint-interval=5 s", "--out-of-orderness=1 h");
      for (int day = 0; day < WARM_UP_DAYS; day++) {
        send(load, traffic.day(day), day);
      }
      load.flush();
      job.awaitWatermark(Inputs.midnight(WARM_UP_DAYS - 2));
      int failedBefore = failedCheckpoints(job);
      System.out.println("soak: warm after " + load.sent() + " events");

      int day = WARM_UP_DAYS;
      long next = System.nanoTime();
      for (int number = 1; number <= MINUTES; number++) {
        List<double[]> looks = new ArrayList<>();
        for (int look = 0; look < LOOKS_A_MINUTE; look++) {
          for (int i = 0; i < 60_000 / LOOKS_A_MINUTE / DAY_MILLIS; i++) {
            send(load, traffic.day(day), day);
            day++;
            next += TimeUnit.MILLISECONDS.toNanos(DAY_MILLIS);
            TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
          }
          looks.add(look());
        }
        minutes.add(minute(number, load.sent(), looks, job));
        System.out.println("soak: " + minutes.get(number - 1));
      }
      load.flush();
      // It kept pace: otherwise it was not steady.
      job.awaitWatermark(Inputs.midnight(day - 2));
      assertNothingFailed(job, failedBefore);
    }
    report(minutes);
    assertFlat(minutes, Minute::heapMiB, 1.25);
    assertFlat(minutes, Minute::residentMiB, 1.10);
    assertFlat(minutes, Minute::entries, 1.10);
    assertFlat(minutes, Minute::checkpointKiB, 1.10);
    assertFlat(minutes, Minute::checkpointMillis, 1.50);
  }

  private void start() throws Exception {
    metricsPort = FreePorts.any();
    cluster =
        OwnCluster.start(
            folder,
            List.of(PREFIX),
            false,
            Map.of(
                // RocksDB's cache is full before it is measured: it fills what it is given.
                "taskmanager.memory.process.size",
                "1250m",
                "taskmanager.memory.managed.size",
                "192m",
                // Nor is a page of the heap new to Linux by then.
                "env.java.opts.taskmanager",
                "-XX:+AlwaysPreTouch",
                "metrics.reporter.prom.port",
                metricsPort + "-" + (metricsPort + 9)));
  }

  private static void send(Load load, List<Envelope> events, int day) {
    load.send(events);
    load.tick(Inputs.midnight(day + 1));
  }

  /** Heap, resident memory and entries at this moment. */
  private double[] look() throws IOException, InterruptedException {
    double heap = 0;
    double entries = 0;
    for (int port = metricsPort; port < metricsPort + 10; port++) {
      Exposed exposed = Exposed.at(port);
      heap += exposed.sum("flink_taskmanager_Status_JVM_Memory_Heap_Used");
      entries +=
          exposed.sum(
              "flink_taskmanager_job_task_operator_column_family_rocksdb_estimate_num_keys");
    }
    double resident = 0;
    for (String member : OwnCluster.TASK_MANAGERS) {
      resident += resident(cluster.processes().process(member).orElseThrow());
    }
    return new double[] {heap / (1 << 20), resident, entries};
  }

  /** As Linux says it, in MiB. */
  private static double resident(ProcessHandle process) throws IOException {
    String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    String kib = status.replaceAll("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1");
    return Long.parseLong(kib) / 1024.0;
  }

  private static Minute minute(int number, long events, List<double[]> looks, ClusterJob job)
      throws Exception {
    JsonNode checkpoints = job.rest().get("/jobs/" + job.id() + "/checkpoints");
    List<Double> durations = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    for (JsonNode checkpoint : checkpoints.path("history")) {
      if (checkpoint.path("status").asText().equals("COMPLETED")) {
        durations.add(checkpoint.path("end_to_end_duration").asDouble());
        sizes.add(checkpoint.path("state_size").asDouble() / 1024);
      }
    }
    return new Minute(
        number,
        events,
        rounded(looks.stream().mapToDouble(look -> look[0]).min().orElseThrow()),
        rounded(median(looks.stream().mapToDouble(look -> look[1]))),
        rounded(median(looks.stream().mapToDouble(look -> look[2]))),
        rounded(median(sizes.stream().mapToDouble(kib -> kib))),
        rounded(median(durations.stream().mapToDouble(millis -> millis))));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    assertThat(sorted).isNotEmpty();
    return sorted[sorted.length / 2];
  }

  private static double rounded(double value) {
    return Math.round(10 * value) / 10.0;
  }

  /**
   * A restart would empty the heap.
   *
   * @param failedBefore checkpoints that were asked for before all tasks ran
   */
  private static void assertNothingFailed(ClusterJob job, int failedBefore) throws Exception {
    JsonNode restarts = job.rest().get("/jobs/" + job.id() + "/metrics?get=numRestarts");
    assertThat(restarts.at("/0/value").asText()).isEqualTo("0");
    assertThat(failedCheckpoints(job)).isEqualTo(failedBefore);
  }

  private static int failedCheckpoints(ClusterJob job) throws Exception {
    JsonNode counts = job.rest().get("/jobs/" + job.id() + "/checkpoints").path("counts");
    assertThat(counts.path("completed").asInt()).isPositive();
    return counts.path("failed").asInt(-1);
  }

  /** The last third against the first, the minutes of coming to rest left out. */
  private static void assertFlat(
      List<Minute> minutes, ToDoubleFunction<Minute> figure, double atMost) {
    double[] values = minutes.stream().skip(FIRST_MINUTES).mapToDouble(figure).toArray();
    int third = Math.max(1, values.length / 3);
    double first = median(Arrays.stream(values).limit(third));
    double last = median(Arrays.stream(values).skip(values.length - third));
    assertThat(first).isPositive();
    assertThat(last / first).as(minutes.toString()).isLessThan(atMost);
  }

  private static void report(List<Minute> minutes) throws IOException {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("customers", CUSTOMERS);
    summary.put("minutes", minutes);
    String json = new ObjectMapper().writeValueAsString(summary);
    Files.writeString(
        Path.of(System.getProperty("customerhealth.build", "target"), "soak.json"), json);
    System.out.println(json);
  }
}
