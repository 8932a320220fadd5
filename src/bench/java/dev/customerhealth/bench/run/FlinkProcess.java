package dev.customerhealth.bench.run;

import dev.customerhealth.bench.rival.Graph;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.rocksdb.NativeLibraryLoader;

/**
 * A Flink of one TaskManager with one contestant in it, for each {@link RunSpec} that it is given.
 */
public final class FlinkProcess {

  /** Said as soon as the job runs, when it is {@link RunSpec#live}. */
  public static final String RUNNING = "RUNNING";

  private static final String SOURCE = "Source: kafka-inputs";
  private static final long PATIENCE_SECONDS = 300;
  private static final long LOOK_MILLIS = 5;

  /** As often as watermarks come there. */
  private static final Duration LATENCY_BUFFER_TIMEOUT = Duration.ofMillis(10);

  private final RunSpec spec;
  private final WorkFolder folder;
  private final List<Long> checkpointMillis = new ArrayList<>();
  private final List<Long> checkpointBytes = new ArrayList<>();
  private final BarrierPause pause = new BarrierPause();
  private long submittedNanos;
  private long recoveryMillis;

  private FlinkProcess(RunSpec spec, WorkFolder folder) {
    this.spec = spec;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    try (WorkFolder libraries = WorkFolder.create()) {
      // Flink would put it into the first run's folder, and later profiles could not name
      // functions.
      NativeLibraryLoader.getInstance().loadLibrary(libraries.sub("rocksdb").toString());
      Wire.answer(
          args,
          spec -> {
            LiveMetrics.forget();
            try (WorkFolder folder = WorkFolder.create()) {
              return new FlinkProcess(spec, folder).run();
            }
          });
    }
    // Flink leaves threads behind that nobody waits for.
    System.exit(0);
  }

  private RunResult run() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            spec.terms().parallelism(), configuration());
    Graph graph = Objects.requireNonNull(spec.contestant().graph(), "no Flink job");
    graph.wire(env, spec.terms());
    submittedNanos = System.nanoTime();
    JobClient client = env.executeAsync(spec.contestant().key());
    var result = client.getJobExecutionResult();
    Meter meter = new Meter(FlinkProcess::read);
    if (spec.isLive()) {
      return live(client, meter);
    }
    Meter.await(() -> read() > 0, result::isDone);
    recoveryMillis = (System.nanoTime() - submittedNanos) / 1_000_000;
    try (Profile profile = Profile.start(spec.profile())) {
      meter.warmUp(spec.warmUpRecords(), () -> watched() && result.isDone());
      profile.reset();
      meter.measure(() -> watched() && isDrained(), result::isDone);
    }
    @Nullable String savepoint = end(client);
    return result(meter, spec.before() + spec.events(), savepoint);
  }

  private RunResult live(JobClient client, Meter meter) throws Exception {
    Meter.await(
        () -> sinkTimes().size() >= spec.terms().parallelism(),
        client.getJobExecutionResult()::isDone);
    System.out.println(RUNNING);
    System.out.flush();
    CountDownLatch ended = new CountDownLatch(1);
    Thread listener = new Thread(() -> awaitEndOfInput(ended));
    listener.setDaemon(true);
    listener.start();
    while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      watched();
    }
    end(client);
    return result(meter, read(), null);
  }

  /** Nothing is said but the end. */
  private static void awaitEndOfInput(CountDownLatch ended) {
    try {
      while (System.in.read() >= 0) {
        // Whatever it is.
      }
    } catch (IOException e) {
      // The parent has gone.
    }
    ended.countDown();
  }

  private Configuration configuration() throws IOException {
    Configuration flink = new Configuration();
    flink.setString("metrics.reporters", "live");
    flink.setString("metrics.reporter.live.factory.class", LiveMetrics.Factory.class.getName());
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(RunSpec.MANAGED_MIB));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(128));
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(128));
    flink.set(CoreOptions.TMP_DIRS, folder.sub("tmp").toString());
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.sub("checkpoints").toUri() + "");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    // As flink-conf/config.yaml has it.
    flink.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
    flink.set(RocksDBOptions.USE_PARTITIONED_INDEX_FILTERS, true);
    // The default of 0 would wait for nobody; a checkpoint must not come right after the last one.
    flink.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(500));
    if (spec.isLive()) {
      // Else a record waits up to 100 ms before each shuffle, by the phase of a timer in each task.
      flink.set(ExecutionOptions.BUFFER_TIMEOUT, LATENCY_BUFFER_TIMEOUT);
    }
    if (spec.resumeFrom() != null) {
      flink.set(StateRecoveryOptions.SAVEPOINT_PATH, spec.resumeFrom());
      // Else the first checkpoint would have to write everything that the savepoint has.
      flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
    return flink;
  }

  private static long read() {
    return LiveMetrics.count("numRecordsIn", SOURCE);
  }

  private static List<Long> sinkTimes() {
    return LiveMetrics.values("currentInputWatermark", Graph.SINK);
  }

  /** Whether the tick at the end has passed through everything. */
  private boolean isDrained() {
    long end = spec.endMillis() - spec.terms().outOfOrdernessMillis() - 1;
    List<Long> times = sinkTimes();
    return times.size() >= spec.terms().parallelism()
        && times.stream().allMatch(time -> time >= end);
  }

  /** Notes each checkpoint that was completed, and what one does to the subtasks; always true. */
  private boolean watched() {
    long completed = metric("numberOfCompletedCheckpoints");
    if (completed > checkpointMillis.size()) {
      checkpointMillis.add(metric("lastCheckpointDuration"));
      checkpointBytes.add(metric("lastCheckpointSize"));
    }
    pause.look();
    return true;
  }

  private static long median(List<Long> values) {
    return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
  }

  private static long metric(String name) {
    return LiveMetrics.values(name, "").stream().mapToLong(Long::longValue).findFirst().orElse(0);
  }

  private @Nullable String end(JobClient client) throws Exception {
    if (spec.savepoint() == null) {
      client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return null;
    }
    return client
        .stopWithSavepoint(
            false,
            Path.of(spec.savepoint()).toUri().toString(),
            spec.canonical() ? SavepointFormatType.CANONICAL : SavepointFormatType.NATIVE)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private RunResult result(Meter meter, long read, @Nullable String savepoint) throws IOException {
    return new RunResult(
        spec.contestant(),
        spec.load().prefix(),
        spec.terms().parallelism(),
        spec.terms().exactlyOnce(),
        read - meter.startRead(),
        meter.seconds(),
        meter.cpuSeconds(),
        meter.compilerSeconds(),
        Meter.peakMib(),
        checkpointMillis.size(),
        median(checkpointMillis),
        median(checkpointBytes),
        pause.longestMillis(),
        savepoint == null
            ? Math.max(0, metric("lastCheckpointFullSize"))
            : WorkFolder.bytes(Path.of(URI.create(savepoint))),
        spec.resumeFrom() == null ? 0 : recoveryMillis,
        savepoint);
  }
}
