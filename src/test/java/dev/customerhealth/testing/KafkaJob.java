package dev.customerhealth.testing;

import dev.customerhealth.HealthJob;
import dev.customerhealth.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * The job as a cluster runs it, exactly once, its outputs as JSON.
 *
 * @param more options by name, which win over these
 */
public record KafkaJob(
    String bootstrapServers, int refreshDays, Duration outOfOrderness, Map<String, String> more) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public KafkaJob(String bootstrapServers, int refreshDays, Duration outOfOrderness) {
    this(bootstrapServers, refreshDays, outOfOrderness, Map.of());
  }

  /** Starts a new job. */
  public JobClient start(int parallelism) throws Exception {
    return start(parallelism, FileJob.strict());
  }

  /** Goes on from a savepoint. */
  public JobClient resume(int parallelism, String savepoint) throws Exception {
    Configuration configuration = FileJob.strict();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return start(parallelism, configuration);
  }

  /**
   * Stops with everything committed.
   *
   * @param drain whether to tell the operators that time has come to its end
   * @return the savepoint
   */
  public static String stop(JobClient job, boolean drain, Path folder) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return job.stopWithSavepoint(
                drain, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
      } catch (ExecutionException e) {
        // Readers may have all they wait for before the last of the tasks has come up.
        boolean early =
            ExceptionUtils.findThrowable(e, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                .isPresent();
        if (!early || System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** Starts a new job in a Flink that is told this. */
  public JobClient start(int parallelism, Configuration configuration) throws Exception {
    return start(
        parallelism, StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration));
  }

  /** The job where the servers are named by a file of settings. */
  public static KafkaJob configuredBy(Path file, int refreshDays, Duration outOfOrderness) {
    return new KafkaJob("", refreshDays, outOfOrderness, Map.of("config", file.toString()));
  }

  /** Starts a new job in this environment. */
  public JobClient start(int parallelism, StreamExecutionEnvironment env) throws Exception {
    HealthJob.wire(env, settings(parallelism));
    return env.executeAsync(HealthJob.NAME);
  }

  /** Nothing is left to idleness: ticks move event time. */
  private JobSettings settings(int parallelism) {
    Map<String, String> options = new TreeMap<>();
    options.put("bootstrap-servers", bootstrapServers);
    options.put("parallelism", Integer.toString(parallelism));
    options.put("refresh-days", Integer.toString(refreshDays));
    options.put("out-of-orderness", outOfOrderness.toMillis() + " ms");
    options.put("idleness", "0");
    options.put("alignment-drift", "60 d");
    options.put("watermark-interval", "20 ms");
    options.put("checkpoint-interval", "500 ms");
    options.put("transaction-timeout", "2 min");
    options.put("output-format", "json");
    options.putAll(more);
    if (more.containsKey("config")) {
      options.remove("bootstrap-servers");
    }
    return JobSettings.parse(
        options.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new));
  }
}
