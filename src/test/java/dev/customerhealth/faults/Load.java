package dev.customerhealth.faults;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends events to the topics of one prefix, with ticks in all their partitions. */
final class Load implements AutoCloseable {

  private static final int TICK_EVERY = 500;
  private static final int PAUSE_EVERY = 50;

  /** As long as faults happen, what is left must last for more than this many seconds. */
  private static final double RESERVE_SECONDS = 60;

  private static final int POISON_BYTES = 48;

  private final String prefix;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Queue<Exception> faults = new ConcurrentLinkedQueue<>();
  private final Map<String, byte[]> poison = new ConcurrentHashMap<>();
  private final Map<String, byte[]> stale = new ConcurrentHashMap<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final Random random;

  /**
   * @param partitions of each input topic
   */
  Load(String bootstrapServers, String prefix, int partitions, long seed) {
    this.prefix = prefix;
    this.partitions = partitions;
    this.random = new Random(seed);
    // A broker that is away for half a minute must lose nothing of ours. One request at a time:
    // with more of them under way flush once waited for minutes after the broker had come back.
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", 20,
                "max.in.flight.requests.per.connection", 1,
                "batch.size", 65536,
                "max.block.ms", 600_000,
                "delivery.timeout.ms", 600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** As fast as it goes, without waiting for their arrival. */
  void send(List<Envelope> events) {
    events.forEach(this::send);
  }

  /**
   * Evenly until the faults are over, slower and slower when few are left before, so that no fault
   * happens in silence; then as fast as it goes until all are sent.
   *
   * @param rubbishEvery after how many events comes a record that is none, and one that is too old
   * @param tooOld events before the reach of the state of customers who are long known when two
   *     thirds are sent
   */
  void sendSteadily(
      List<Envelope> events,
      double perSecond,
      int rubbishEvery,
      Iterator<Envelope> tooOld,
      AtomicBoolean faultsAreOver)
      throws InterruptedException {
    double budget = 0;
    long last = System.nanoTime();
    for (Envelope event : events) {
      if (sent.get() % PAUSE_EVERY == 0) {
        while (budget <= 0 && !faultsAreOver.get()) {
          TimeUnit.MILLISECONDS.sleep(10);
          long now = System.nanoTime();
          double lasting = (events.size() - sent.get()) / RESERVE_SECONDS;
          double rate = Math.min(perSecond, lasting);
          budget += (now - last) / 1e9 * rate;
          // What was missed while the broker was away is made good, but not at once.
          budget = Math.min(budget, perSecond);
          last = now;
        }
        budget -= PAUSE_EVERY;
      }
      send(event);
      if (sent.get() % rubbishEvery == 0) {
        sendPoison(event);
        if (sent.get() > events.size() / 3 * 2 && tooOld.hasNext()) {
          sendGivenBack(tooOld.next(), stale);
        }
      }
    }
    flush();
  }

  private void send(Envelope event) {
    send(
        new ProducerRecord<>(
            Topic.of(event.type()).fullName(prefix),
            null,
            event.timeMillis(),
            event.customerId().getBytes(StandardCharsets.UTF_8),
            event.payload()));
    if (sent.incrementAndGet() % TICK_EVERY == 0) {
      tick(event.timeMillis());
    }
  }

  private void sendPoison(Envelope before) {
    byte[] bytes = new byte[POISON_BYTES];
    random.nextBytes(bytes);
    sendGivenBack(before.type(), before.timeMillis(), before.customerId(), bytes, poison);
  }

  private void sendGivenBack(Envelope event, Map<String, byte[]> into) {
    sendGivenBack(event.type(), event.timeMillis(), event.customerId(), event.payload(), into);
  }

  private void sendGivenBack(
      EventType type, long timeMillis, String customerId, byte[] bytes, Map<String, byte[]> into) {
    producer.send(
        new ProducerRecord<>(
            Topic.of(type).fullName(prefix),
            null,
            timeMillis,
            customerId.getBytes(StandardCharsets.UTF_8),
            bytes),
        (where, fault) -> {
          if (fault != null) {
            faults.add(fault);
          } else {
            into.put(where.topic() + ":" + where.partition() + ":" + where.offset(), bytes);
          }
        });
  }

  /** A document for the rules topic. */
  void sendRules(String key, long timeMillis, byte[] document) {
    send(
        new ProducerRecord<>(
            Topic.RULES.fullName(prefix),
            null,
            timeMillis,
            key.getBytes(StandardCharsets.UTF_8),
            document));
  }

  /** Says to every partition of every input that it is this late. */
  void tick(long timeMillis) {
    for (EventType type : EventType.inputs()) {
      for (int partition = 0; partition < partitions; partition++) {
        send(Ticks.record(Topic.of(type).fullName(prefix), partition, timeMillis));
      }
    }
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (where, fault) -> {
          if (fault != null) {
            faults.add(fault);
          }
        });
  }

  void flush() {
    producer.flush();
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " records were not sent", faults.peek());
    }
  }

  /** How many events were handed to the producer. */
  int sent() {
    return sent.get();
  }

  /** What was sent that is no event, by the key that its dead letter must have. */
  Map<String, byte[]> poison() {
    return poison;
  }

  /** What was sent that is too old, by the key that its record among the late events must have. */
  Map<String, byte[]> stale() {
    return stale;
  }

  @Override
  public void close() {
    producer.close();
  }
}
