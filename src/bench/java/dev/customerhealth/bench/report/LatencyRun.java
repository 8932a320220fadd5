package dev.customerhealth.bench.report;

import dev.customerhealth.avro.HealthScore;
import dev.customerhealth.avro.LateEvent;
import dev.customerhealth.avro.Purchase;
import dev.customerhealth.bench.load.BenchTopics;
import dev.customerhealth.bench.load.Customers;
import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.rival.Terms;
import dev.customerhealth.bench.run.ChildJvm;
import dev.customerhealth.bench.run.FlinkProcess;
import dev.customerhealth.bench.run.RunSpec;
import dev.customerhealth.bench.run.Runner;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.io.Ticks;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends purchases at an even rate, happening as they are sent, and looks up when the broker
 * appended each and what it led to. The other inputs are silent.
 */
public final class LatencyRun {

  private static final Duration WATERMARKS = Duration.ofMillis(10);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
  private static final Duration IDLENESS = Duration.ofSeconds(1);
  private static final Duration LAST_TICK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of the events, the first so many only warm up. */
  private static final double WARM_UP = 0.4;

  private final String bootstrapServers;
  private final Load load;
  private final Terms terms;
  private final RunSpec spec;
  private volatile long sentNanos;
  private final AtomicLongArray sentAt;
  private final AtomicLongArray appendedAt;
  private final AtomicLongArray visibleAt;

  private LatencyRun(
      String bootstrapServers, Contestant contestant, Load load, boolean exactlyOnce) {
    this.bootstrapServers = bootstrapServers;
    this.load = load;
    String prefix = "bench-latency-" + contestant.key() + '-' + System.nanoTime();
    this.terms =
        new Terms(
            bootstrapServers,
            prefix,
            1,
            exactlyOnce,
            0,
            WATERMARKS.toMillis(),
            CHECKPOINTS.toMillis(),
            0,
            IDLENESS.toMillis(),
            60);
    this.spec = RunSpec.drain(contestant, load, terms).live();
    int events = Math.toIntExact(load.events());
    this.sentAt = new AtomicLongArray(events);
    this.appendedAt = new AtomicLongArray(events);
    this.visibleAt = new AtomicLongArray(events);
  }

  /**
   * @param eventsPerSecond how many are sent
   * @param seconds for so long
   */
  public static Latency measure(
      String bootstrapServers,
      Contestant contestant,
      boolean exactlyOnce,
      int customers,
      int eventsPerSecond,
      int seconds)
      throws Exception {
    Load load = Load.of(customers, (long) eventsPerSecond * seconds, 1, true);
    return new LatencyRun(bootstrapServers, contestant, load, exactlyOnce).run(eventsPerSecond);
  }

  private Latency run(int eventsPerSecond) throws Exception {
    new BenchTopics(bootstrapServers, terms.prefix(), 1).create(true);
    try (ChildJvm child = Runner.start(spec)) {
      String said = child.line();
      if (!said.equals(FlinkProcess.RUNNING)) {
        throw new IOException("not running: " + said);
      }
      CompletableFuture<Void> reading = CompletableFuture.runAsync(this::read);
      send(eventsPerSecond);
      sentNanos = System.nanoTime();
      reading.get();
    }
    return latency(eventsPerSecond);
  }

  private void send(int eventsPerSecond) {
    EventEncoder encoder = new EventEncoder();
    Customers customers = Customers.of(load);
    String topic = Topic.PURCHASES.fullName(terms.prefix());
    long gapNanos = 1_000_000_000L / eventsPerSecond;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", "0"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long due = System.nanoTime();
      for (int i = 0; i < load.events(); i++) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        int number = i;
        String who = Customers.id(customers.next());
        producer.send(
            new ProducerRecord<>(
                topic, who.getBytes(StandardCharsets.UTF_8), encoder.encode(purchase(who, i))),
            (metadata, e) -> {
              if (e == null) {
                sentAt.set(number, metadata.timestamp());
              }
            });
        due += gapNanos;
      }
      // The last event, too, waits for event time to pass it.
      LockSupport.parkNanos(LAST_TICK.toNanos());
      producer.send(Ticks.record(topic, 0, System.currentTimeMillis()));
    }
  }

  private static Purchase purchase(String who, int number) {
    return Purchase.newBuilder()
        .setCustomerId(who)
        .setEventTime(Instant.ofEpochMilli(System.currentTimeMillis()))
        .setTransactionId("t" + number)
        .setAmount(BigDecimal.valueOf(1 + number % 300).setScale(4))
        .setCurrency("GBP")
        .build();
  }

  private void read() {
    Topic topic = spec.contestant() == Contestant.JOB ? Topic.SCORES : Topic.LATE_EVENTS;
    TopicPartition partition = new TopicPartition(topic.fullName(terms.prefix()), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (visibleAt.get((int) load.events() - 1) == 0 && !isTooLate()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          note(topic, record);
        }
      }
    }
  }

  /** Whether nothing more is to be expected of what was sent. */
  private boolean isTooLate() {
    return sentNanos != 0 && System.nanoTime() - sentNanos > PATIENCE.toNanos();
  }

  private void note(Topic topic, ConsumerRecord<byte[], byte[]> record) {
    String id =
        topic == Topic.SCORES
            ? SCORES.decode(record.value()).getCause()
            : LATE_EVENTS.decode(record.value()).getEventId();
    int at = id.lastIndexOf('t');
    if (at >= 0 && id.substring(at + 1).matches("\\d+")) {
      int number = Integer.parseInt(id.substring(at + 1));
      appendedAt.compareAndSet(number, 0, record.timestamp());
      visibleAt.compareAndSet(number, 0, System.currentTimeMillis());
    }
  }

  private static final OutputDecoder<HealthScore> SCORES = new OutputDecoder<>(Topic.SCORES);
  private static final OutputDecoder<LateEvent> LATE_EVENTS =
      new OutputDecoder<>(Topic.LATE_EVENTS);

  private Latency latency(int eventsPerSecond) {
    int[] measured =
        IntStream.range((int) (load.events() * WARM_UP), (int) load.events())
            .filter(i -> sentAt.get(i) != 0 && appendedAt.get(i) != 0)
            .toArray();
    return new Latency(
        spec.contestant(),
        terms.exactlyOnce(),
        eventsPerSecond,
        measured.length,
        since(measured, appendedAt),
        since(measured, visibleAt));
  }

  private Latency.Quantiles since(int[] measured, AtomicLongArray until) {
    return Latency.Quantiles.of(
        IntStream.of(measured).mapToLong(i -> until.get(i) - sentAt.get(i)).toArray());
  }
}
