package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.cli.demo.StopSignal;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps event time going where no events come. */
@Command(
    name = "ticks",
    description = "Tells every partition of every input topic how late it is.",
    footer = {
      "",
      "T is a time with offset (2011-06-01T00:00:00Z) or epoch milliseconds.",
      "--kafka.NAME VALUE goes to the Kafka client. docs/ticks-and-replay.md tells why and how.",
      "",
      "Example:  ./run ticks --bootstrap-servers broker:9092 --every 10s"
    })
final class SendTicks extends KafkaVerb {

  @Option(
      names = "--every",
      paramLabel = "D",
      defaultValue = "10s",
      description = "From one tick to the next, such as 10s or 1m (default: ${DEFAULT-VALUE}).")
  private Duration every = Duration.ofSeconds(10);

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Stop after so many (default: go on until Ctrl-C).")
  private @Nullable Integer count;

  @Option(names = "--until-stopped", description = "Go on until Ctrl-C: the default.")
  private boolean untilStopped;

  @Option(names = "--once", description = "The same as --count 1, for a scheduler.")
  private boolean once;

  @Option(
      names = "--at",
      paramLabel = "T",
      description = {
        "Say this time, once, instead of now: the end of a replay. Never",
        "in the future, which would make everybody late."
      })
  private @Nullable Instant at;

  @Override
  int perform() throws Exception {
    long wanted = wanted();
    JobSettings settings = kafka();
    Sent sent = new Sent();
    try (StopSignal stop = StopSignal.listen()) {
      try (KafkaProducer<byte[], byte[]> producer = producer(settings.kafkaProperties())) {
        send(producer, settings.get(HealthOptions.TOPIC_PREFIX), wanted, stop, sent);
      } catch (StopSignal.Stopped e) {
        // As was asked for.
      }
      out().println(JsonLine.of(sent.report()));
      out().flush();
    }
    return DONE;
  }

  private long wanted() {
    if (every.toMillis() < 1) {
      throw new WrongUsage("--every must be 1 ms or more");
    }
    if (count != null && count < 1) {
      throw new WrongUsage("--count must be 1 or more");
    }
    int said = (count == null ? 0 : 1) + (once ? 1 : 0) + (untilStopped ? 1 : 0);
    if (said + (at == null ? 0 : 1) > 1) {
      throw new WrongUsage("give one of --count, --until-stopped, --once and --at");
    }
    if (at != null && at.isAfter(Instant.now())) {
      throw new WrongUsage("--at: " + at + " is in the future");
    }
    return once || at != null ? 1 : count == null ? Long.MAX_VALUE : count;
  }

  private void send(
      KafkaProducer<byte[], byte[]> producer,
      String prefix,
      long wanted,
      StopSignal stop,
      Sent sent)
      throws IOException, InterruptedException {
    Progress progress =
        new Progress(err(), ticks -> ticks + " ticks, the last at " + sent.lastTime);
    while (true) {
      Instant time = at == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : at;
      sent.add(tick(producer, prefix, time), time);
      progress.tell(sent.ticks);
      if (sent.ticks >= wanted) {
        progress.done();
        return;
      }
      stop.sleep(every);
    }
  }

  /**
   * Partitions are asked for each time: there may be more by now.
   *
   * @return to how many partitions
   */
  private static int tick(KafkaProducer<byte[], byte[]> producer, String prefix, Instant time)
      throws IOException {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    int partitions = 0;
    for (EventType type : EventType.inputs()) {
      String topic = Topic.of(type).fullName(prefix);
      for (PartitionInfo partition : partitions(producer, topic)) {
        producer.send(
            Ticks.record(topic, partition.partition(), time.toEpochMilli()),
            (where, e) -> {
              if (e != null) {
                failure.set(e);
              }
            });
        partitions++;
      }
    }
    producer.flush();
    Exception e = failure.get();
    if (e != null) {
      throw new IOException("a tick was refused: " + e.getMessage(), e);
    }
    return partitions;
  }

  private static Iterable<PartitionInfo> partitions(
      KafkaProducer<byte[], byte[]> producer, String topic) throws IOException {
    try {
      return producer.partitionsFor(topic);
    } catch (KafkaException e) {
      throw new IOException(
          "no answer about " + topic + ": is it there (./run topics --check)? " + e.getMessage(),
          e);
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(Properties client) {
    Properties patient = new Properties();
    patient.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
    patient.putAll(client);
    return new KafkaProducer<>(patient, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static final class Sent {
    private long ticks;
    private int partitions;
    private @Nullable Instant lastTime;

    void add(int toPartitions, Instant time) {
      ticks++;
      partitions = toPartitions;
      lastTime = time;
    }

    Map<String, Object> report() {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("ticks", ticks);
      report.put("partitions", partitions);
      report.put("last", lastTime == null ? null : lastTime.toString());
      return report;
    }
  }
}
