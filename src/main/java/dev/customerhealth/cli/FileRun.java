package dev.customerhealth.cli;

import dev.customerhealth.HealthTopology;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputEncoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.io.FileInputs;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.PublishMode;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job over files, in this process, with RocksDB.
 *
 * @param endMillis the last instant of event time, inclusive
 * @param alertsFromMillis as {@code --alerts-from} of the job
 * @param refreshDays as {@code --refresh-days} of the job
 */
record FileRun(
    Map<EventType, Path> files,
    Rules rules,
    long endMillis,
    boolean everyUpdate,
    int refreshDays,
    long alertsFromMillis,
    int parallelism,
    Path out) {

  JobClient start() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
    EventDecoder decoder = new EventDecoder();
    HealthTopology.wire(
            FileInputs.from(env, files, decoder),
            new FileOutputs(out.toAbsolutePath().toString()),
            decoder,
            new HealthTopology.Settings(
                rules,
                new Reports(new OutputEncoder(OutputFormat.JSON)),
                everyUpdate ? PublishMode.EVERY_UPDATE : PublishMode.FINAL,
                refreshDays,
                alertsFromMillis,
                endMillis))
        .setParallelism(1);
    return env.executeAsync("customer-health over files");
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // A fault in a file would be there the next time too.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
    return configuration;
  }
}
