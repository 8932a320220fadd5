package dev.customerhealth;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * What the job asks of Flink. The rest is the cluster's affair: memory, where checkpoints are kept,
 * restarts.
 */
final class JobEnvironment {

  private static final String ROCKSDB = "rocksdb";

  private JobEnvironment() {}

  static void prepare(StreamExecutionEnvironment env, JobSettings settings) {
    Configuration ours = new Configuration();
    // Kryo would be slow, and its bytes could not be read by the next release.
    ours.set(PipelineOptions.GENERIC_TYPES, false);
    // State is found again by its uid only.
    ours.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    // Envelopes and messages never change, and nobody changes their bytes.
    ours.set(PipelineOptions.OBJECT_REUSE, true);
    ours.set(
        PipelineOptions.AUTO_WATERMARK_INTERVAL, settings.get(HealthOptions.WATERMARK_INTERVAL));
    if (env.getConfiguration().getOptional(StateBackendOptions.STATE_BACKEND).isEmpty()) {
      ours.set(StateBackendOptions.STATE_BACKEND, ROCKSDB);
      ours.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    }
    if (env.getConfiguration().getOptional(RocksDBOptions.OPTIONS_FACTORY).isEmpty()) {
      ours.set(RocksDBOptions.OPTIONS_FACTORY, SmallManifest.class.getName());
    }
    env.configure(ours);
    env.setMaxParallelism(settings.get(HealthOptions.MAX_PARALLELISM));
    settings.find(HealthOptions.PARALLELISM).ifPresent(env::setParallelism);
    // Also with at-least-once: that is about outputs, the state counts exactly.
    env.enableCheckpointing(
        settings.get(HealthOptions.CHECKPOINT_INTERVAL).toMillis(), CheckpointingMode.EXACTLY_ONCE);
    env.getConfig().setGlobalJobParameters(ParameterTool.fromMap(settings.jobParameters()));
  }
}
