package dev.customerhealth.bench.run;

import dev.customerhealth.bench.rival.LedgerStreams;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Kafka Streams as a rival, once more for each {@link RunSpec} that it is given. */
public final class StreamsProcess {

  private static final String RECORD_CACHE_BYTES = String.valueOf(128L << 20);

  private StreamsProcess() {}

  public static void main(String[] args) throws Exception {
    Wire.answer(
        args,
        spec -> {
          try (WorkFolder folder = WorkFolder.create()) {
            return run(spec, folder);
          }
        });
    System.exit(0);
  }

  private static RunResult run(RunSpec spec, WorkFolder folder) throws Exception {
    LedgerStreams rival = new LedgerStreams(spec.terms());
    AtomicBoolean failed = new AtomicBoolean();
    Meter meter = new Meter(rival::read);
    long events = spec.before() + spec.events();
    long bytes;
    try (KafkaStreams streams = new KafkaStreams(rival.topology(), properties(spec, folder))) {
      streams.setUncaughtExceptionHandler(
          e -> {
            e.printStackTrace();
            failed.set(true);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.start();
      try (Profile profile = Profile.start(spec.profile())) {
        meter.warmUp(spec.warmUpRecords(), failed::get);
        profile.reset();
        // Ticks are records, too.
        meter.measure(() -> rival.read() >= events + rival.ticks(), failed::get);
      }
      bytes = WorkFolder.bytes(folder.path());
    }
    return RunResult.of(spec, meter, events - meter.startRead(), bytes);
  }

  private static Properties properties(RunSpec spec, WorkFolder folder) {
    Properties all = new Properties();
    // Nobody goes on where somebody else has stopped.
    all.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, "rival-" + UUID.randomUUID());
    all.setProperty(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, spec.terms().bootstrapServers());
    all.setProperty(StreamsConfig.STATE_DIR_CONFIG, folder.path().toString());
    all.setProperty(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(spec.terms().parallelism()));
    all.setProperty(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        spec.terms().exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    // What a checkpoint is to Flink.
    all.setProperty(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
        Long.toString(spec.terms().checkpointIntervalMillis()));
    all.setProperty(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, RECORD_CACHE_BYTES);
    all.setProperty(StreamsConfig.REPLICATION_FACTOR_CONFIG, "1");
    all.setProperty("auto.offset.reset", "earliest");
    all.setProperty("producer.compression.type", "lz4");
    all.setProperty("producer.linger.ms", "20");
    all.setProperty("producer.transaction.timeout.ms", "120000");
    return all;
  }
}
