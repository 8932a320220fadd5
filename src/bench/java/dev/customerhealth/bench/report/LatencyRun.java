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
import dev.customerhealth.bench.run.RunResult;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A contestant that runs on and on. Sends purchases at an even rate, happening as they are sent,
 * and looks up when the broker appended each and what it led to. The other inputs are silent.
 */
final class LatencyRun implements AutoCloseable {

  private static final Duration WATERMARKS = Duration.ofMillis(10);
  private static final Duration IDLENESS = Duration.ofSeconds(1);
  private static final Duration LAST_TICK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String ID = "t";

  private static final OutputDecoder<HealthScore> SCORES = new OutputDecoder<>(Topic.SCORES);
  private static final OutputDecoder<LateEvent> LATE_EVENTS =
      new OutputDecoder<>(Topic.LATE_EVENTS);

  private final Contestant contestant;
  private final LatencySuite.Part part;
  private final int eventsPerSecond;
  private final String inputs;
  private final Topic answers;
  private final Customers customers;
  private final EventEncoder encoder = new EventEncoder();
  private final ChildJvm child;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private int sent;

  private LatencyRun(
      Contestant contestant,
      LatencySuite.Part part,
      Terms terms,
      Load load,
      int eventsPerSecond,
      ChildJvm child) {
    this.contestant = contestant;
    this.part = part;
    this.eventsPerSecond = eventsPerSecond;
    this.inputs = Topic.PURCHASES.fullName(terms.prefix());
    this.answers = contestant == Contestant.JOB ? Topic.SCORES : Topic.LATE_EVENTS;
    this.customers = Customers.of(load);
    this.child = child;
    Map<String, Object> broker = Map.of("bootstrap.servers", terms.bootstrapServers());
    this.producer =
        new KafkaProducer<>(
            and(broker, "linger.ms", "0"), new ByteArraySerializer(), new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            and(broker, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = List.of(new TopicPartition(answers.fullName(terms.prefix()), 0));
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  private static Map<String, Object> and(Map<String, Object> some, String name, String value) {
    Map<String, Object> more = new java.util.HashMap<>(some);
    more.put(name, value);
    return more;
  }

  static LatencyRun start(
      String bootstrapServers,
      Contestant contestant,
      LatencySuite.Part part,
      int customers,
      int eventsPerSecond)
      throws IOException {
    String prefix = "bench-latency-" + contestant.key() + '-' + System.nanoTime();
    Terms terms =
        new Terms(
            bootstrapServers,
            prefix,
            1,
            part.exactlyOnce(),
            part.bound().toMillis(),
            WATERMARKS.toMillis(),
            part.checkpoints().toMillis(),
            0,
            IDLENESS.toMillis(),
            60);
    Load load = Load.of(customers, eventsPerSecond, 1, true);
    new BenchTopics(bootstrapServers, prefix, 1).create(true);
    ChildJvm child = Runner.start(RunSpec.drain(contestant, load, terms).live());
    String said = child.line();
    if (!said.equals(FlinkProcess.RUNNING)) {
      child.close();
      throw new IOException("not running: " + said);
    }
    return new LatencyRun(contestant, part, terms, load, eventsPerSecond, child);
  }

  /** Sends for so long, and waits for all that it leads to. */
  Latency.Window window(int seconds) throws InterruptedException {
    Window window = new Window(sent, eventsPerSecond * seconds);
    Thread sending = new Thread(() -> send(window), "sending");
    sending.start();
    long patience = 0;
    while (window.open > 0 && (patience == 0 || System.nanoTime() < patience)) {
      consumer.poll(POLL).forEach(record -> note(window, record));
      if (patience == 0 && !sending.isAlive()) {
        patience = System.nanoTime() + PATIENCE.toNanos();
      }
    }
    sending.join();
    sent += window.appended.length;
    return window.result();
  }

  /** The events of a window by number. */
  private static final class Window {
    private final int first;
    private final java.util.concurrent.atomic.AtomicLongArray sentAt;
    private final long[] appended;
    private final long[] visible;
    private int open;

    Window(int first, int events) {
      this.first = first;
      this.sentAt = new java.util.concurrent.atomic.AtomicLongArray(events);
      this.appended = new long[events];
      this.visible = new long[events];
      this.open = events;
    }

    Latency.Window result() {
      List<Integer> answered = new ArrayList<>();
      for (int i = 0; i < appended.length; i++) {
        if (appended[i] != 0 && sentAt.get(i) != 0) {
          answered.add(i);
        }
      }
      return new Latency.Window(
          appended.length,
          answered.size(),
          Latency.Quantiles.of(
              answered.stream().mapToLong(i -> appended[i] - sentAt.get(i)).toArray()),
          Latency.Quantiles.of(
              answered.stream().mapToLong(i -> visible[i] - sentAt.get(i)).toArray()));
    }
  }

  private void send(Window window) {
    long gapNanos = Duration.ofSeconds(1).toNanos() / eventsPerSecond;
    long due = System.nanoTime();
    for (int i = 0; i < window.appended.length; i++) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      int number = i;
      String who = Customers.id(customers.next());
      producer.send(
          new ProducerRecord<>(
              inputs,
              who.getBytes(StandardCharsets.UTF_8),
              encoder.encode(purchase(who, window.first + i))),
          (metadata, e) -> {
            if (e == null) {
              window.sentAt.set(number, metadata.timestamp());
            }
          });
      due += gapNanos;
    }
    // The last events, too, wait for event time to pass them, and no longer than the first.
    long end = System.nanoTime() + part.bound().plus(LAST_TICK).toNanos();
    while (System.nanoTime() < end) {
      producer.send(Ticks.record(inputs, 0, System.currentTimeMillis()));
      LockSupport.parkNanos(WATERMARKS.toNanos());
    }
    producer.flush();
  }

  private static Purchase purchase(String who, int number) {
    return Purchase.newBuilder()
        .setCustomerId(who)
        .setEventTime(Instant.ofEpochMilli(System.currentTimeMillis()))
        .setTransactionId(ID + number)
        .setAmount(BigDecimal.valueOf(1 + number % 300).setScale(4))
        .setCurrency("GBP")
        .build();
  }

  private void note(Window window, ConsumerRecord<byte[], byte[]> record) {
    String cause =
        answers == Topic.SCORES
            ? SCORES.decode(record.value()).getCause()
            : LATE_EVENTS.decode(record.value()).getEventId();
    int number = number(cause) - window.first;
    if (number >= 0 && number < window.appended.length && window.appended[number] == 0) {
      window.appended[number] = record.timestamp();
      window.visible[number] = System.currentTimeMillis();
      window.open--;
    }
  }

  /** Of the event; -1: it was none of these, but time for example. */
  private static int number(String cause) {
    String id = cause.substring(cause.lastIndexOf('/') + 1);
    return id.matches(ID + "\\d+") ? Integer.parseInt(id.substring(ID.length())) : -1;
  }

  /** Ends the contestant. */
  Latency end(List<Latency.Window> windows) throws IOException, InterruptedException {
    child.endInput();
    RunResult result = dev.customerhealth.bench.run.Wire.read(child.lastLine(), RunResult.class);
    return new Latency(
        contestant,
        part.exactlyOnce(),
        part.bound().toMillis(),
        part.checkpoints().toMillis(),
        eventsPerSecond,
        result.pauseMillis(),
        windows);
  }

  @Override
  public void close() throws IOException {
    producer.close(Duration.ZERO);
    consumer.close();
    child.close();
  }
}
