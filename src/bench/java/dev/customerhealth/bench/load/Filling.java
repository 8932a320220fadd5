package dev.customerhealth.bench.load;

import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes a load into its topics, with a tick behind it in every partition. */
public final class Filling {

  private Filling() {}

  /** Topics with all of a load in them; what was before it comes first. */
  public static void fill(String bootstrapServers, Load load) throws IOException {
    create(bootstrapServers, load);
    Load.Past past = load.past();
    if (past != null) {
      send(bootstrapServers, load, new Traffic(load, past), past.end());
      sendTick(bootstrapServers, load, past.copied());
    }
    sendRest(bootstrapServers, load);
  }

  public static void create(String bootstrapServers, Load load) throws IOException {
    new BenchTopics(bootstrapServers, load.prefix(), Load.PARTITIONS).create(false);
  }

  /** What was before a load, and the tick behind it. */
  public static void sendPast(String bootstrapServers, Load load, Load.Past past)
      throws IOException {
    send(bootstrapServers, load, new Traffic(load, past), past.end());
  }

  /** What is measured, and the tick behind it. */
  public static void sendRest(String bootstrapServers, Load load) throws IOException {
    send(bootstrapServers, load, new Traffic(load), load.end());
  }

  /** A tick in every partition. */
  public static void sendTick(String bootstrapServers, Load load, Instant tick) throws IOException {
    send(bootstrapServers, load, Collections.emptyIterator(), tick);
  }

  private static void send(String bootstrapServers, Load load, Iterator<Made> traffic, Instant tick)
      throws IOException {
    AtomicReference<Exception> fault = new AtomicReference<>();
    Map<EventType, String> topics = new EnumMap<>(EventType.class);
    EventType.inputs().forEach(t -> topics.put(t, Topic.of(t).fullName(load.prefix())));
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      while (traffic.hasNext()) {
        Made made = traffic.next();
        byte[] key = made.customerId().getBytes(StandardCharsets.UTF_8);
        send(
            producer,
            new ProducerRecord<>(
                topics.get(made.type()), null, made.sentMillis(), key, made.payload()),
            fault);
      }
      for (TopicPartition partition : BenchTopics.inputs(load.prefix(), Load.PARTITIONS)) {
        send(
            producer,
            Ticks.record(partition.topic(), partition.partition(), tick.toEpochMilli()),
            fault);
      }
      producer.flush();
    }
    if (fault.get() != null) {
      throw new IOException("the broker refused a record: " + fault.get(), fault.get());
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer,
      ProducerRecord<byte[], byte[]> record,
      AtomicReference<Exception> fault) {
    producer.send(
        record,
        (sent, e) -> {
          if (e != null) {
            fault.compareAndSet(null, e);
          }
        });
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "linger.ms", "50",
            "batch.size", "262144",
            "buffer.memory", "67108864",
            "compression.type", "lz4"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
