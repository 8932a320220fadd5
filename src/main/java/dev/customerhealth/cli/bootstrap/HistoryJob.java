package dev.customerhealth.cli.bootstrap;

import dev.customerhealth.HealthTopology;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.HistoryInputs;
import dev.customerhealth.operator.PublishMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job that will read Kafka, reading files instead, in this process: nothing in it knows that
 * its stream was ever a file.
 *
 * @param untilMillis where Kafka takes over, exclusive
 * @param refreshDays as {@code --refresh-days} of the job
 * @param alertsFromMillis as {@code --alerts-from} of the job
 * @param maxParallelism as {@code --max-parallelism} of the job
 * @param mode how many scores the outputs get; what the customers' state becomes is the same
 */
public record HistoryJob(
    Map<EventType, Path> files,
    Rules rules,
    long untilMillis,
    int refreshDays,
    long alertsFromMillis,
    int parallelism,
    int maxParallelism,
    PublishMode mode) {

  /** A savepoint waits until all that the files led to is done. */
  private static final Duration LONGEST_RUN = Duration.ofDays(7);

  JobClient start(Sink<OutputMessage> outputs, Reports reports, Path temporary) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration(temporary));
    env.setMaxParallelism(maxParallelism);
    EventDecoder decoder = new EventDecoder();
    HealthTopology.wire(
            HistoryInputs.from(env, files, decoder, untilMillis),
            outputs,
            decoder,
            new HealthTopology.Settings(
                rules, reports, mode, refreshDays, alertsFromMillis, Long.MAX_VALUE))
        .setParallelism(1);
    return env.executeAsync("customer-health from history");
  }

  private static Configuration configuration(Path temporary) {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, LONGEST_RUN);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, temporary.toUri().toString() + "checkpoints");
    // Accumulators, the books of the job, travel with the heartbeat.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
    // A fault in a file would be there the next time too.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return configuration;
  }
}
