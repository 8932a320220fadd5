package dev.customerhealth.bench.rival;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.io.KafkaInputs;
import dev.customerhealth.io.KafkaOutputs;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The job's own source, sink and environment, for its rivals: they differ in nothing else. */
final class Plumbing {

  private static final int KEY_GROUPS = 128;
  private static final Duration TRANSACTIONS = Duration.ofMinutes(15);

  private Plumbing() {}

  static DataStream<Envelope> inputs(StreamExecutionEnvironment env, Terms terms) {
    prepare(env, terms);
    return KafkaInputs.from(
        env,
        new KafkaInputs.Settings(
            terms.bootstrapServers(),
            "rival",
            terms.prefix(),
            OffsetsInitializer.earliest(),
            Map.of(),
            Duration.ofMillis(terms.outOfOrdernessMillis()),
            Duration.ofMillis(terms.idlenessMillis()),
            Duration.ofMillis(terms.alignmentDriftMillis())),
        new EventDecoder());
  }

  static Sink<OutputMessage> outputs(Terms terms) {
    return KafkaOutputs.to(
        new KafkaOutputs.Settings(
            terms.bootstrapServers(),
            terms.prefix(),
            OutputFormat.AVRO,
            terms.guarantee(),
            "rival",
            TRANSACTIONS,
            Map.of("compression.type", "lz4", "linger.ms", "20")));
  }

  /** As {@code JobEnvironment}. */
  private static void prepare(StreamExecutionEnvironment env, Terms terms) {
    Configuration same = new Configuration();
    same.set(PipelineOptions.GENERIC_TYPES, false);
    same.set(PipelineOptions.OBJECT_REUSE, true);
    same.set(
        PipelineOptions.AUTO_WATERMARK_INTERVAL,
        Duration.ofMillis(terms.watermarkIntervalMillis()));
    same.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    same.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    env.configure(same);
    env.setMaxParallelism(KEY_GROUPS);
    env.setParallelism(terms.parallelism());
    env.enableCheckpointing(terms.checkpointIntervalMillis(), CheckpointingMode.EXACTLY_ONCE);
  }
}
