package dev.customerhealth.testing;

import dev.customerhealth.HealthJob;
import dev.customerhealth.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job as a cluster runs it, exactly once, its outputs as JSON. */
public record KafkaJob(String bootstrapServers, int refreshDays, Duration outOfOrderness) {

  /** Starts a new job. */
  public JobClient start(int parallelism, String... more) throws Exception {
    return start(parallelism, FileJob.strict(), more);
  }

  /** Goes on from a savepoint. */
  public JobClient resume(int parallelism, String savepoint, String... more) throws Exception {
    Configuration configuration = FileJob.strict();
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return start(parallelism, configuration, more);
  }

  /**
   * Stops with everything committed.
   *
   * @param drain whether to tell the operators that time has come to its end
   * @return the savepoint
   */
  public static String stop(JobClient job, boolean drain, Path folder) throws Exception {
    return job.stopWithSavepoint(drain, folder.toUri().toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private JobClient start(int parallelism, Configuration configuration, String... more)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    HealthJob.wire(env, settings(parallelism, more));
    return env.executeAsync(HealthJob.NAME);
  }

  /** Nothing is left to idleness: ticks move event time. */
  private JobSettings settings(int parallelism, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers=" + bootstrapServers,
                "--parallelism=" + parallelism,
                "--refresh-days=" + refreshDays,
                "--out-of-orderness=" + outOfOrderness.toMillis() + " ms",
                "--idleness=0",
                "--alignment-drift=60 d",
                "--watermark-interval=20 ms",
                "--checkpoint-interval=500 ms",
                "--transaction-timeout=2 min",
                "--output-format=json"));
    args.addAll(List.of(more));
    return JobSettings.parse(args.toArray(String[]::new));
  }
}
