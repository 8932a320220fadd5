package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes history into the input topics as if it happened now: event times stand on the records, and
 * ticks let event time flow in partitions that have nothing to say.
 */
final class Replay implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private long sent;
  private volatile @Nullable Exception failure;

  Replay(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "linger.ms", "5",
                "compression.type", "lz4",
                "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void event(PastEvent event) throws IOException {
    byte[] key = event.customerId().getBytes(StandardCharsets.UTF_8);
    String topic = DemoTopics.name(Topic.of(event.type()));
    send(new ProducerRecord<>(topic, null, event.timeMillis(), key, event.payload()));
    sent++;
  }

  /** Says to every partition of every input that it is this late. */
  void tick(Instant time) throws IOException {
    for (EventType type : EventType.inputs()) {
      for (int partition = 0; partition < DemoTopics.PARTITIONS; partition++) {
        send(Ticks.record(DemoTopics.name(Topic.of(type)), partition, time.toEpochMilli()));
      }
    }
  }

  /** Events, without ticks. */
  long sent() {
    return sent;
  }

  void flush() throws IOException {
    producer.flush();
    check();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void send(ProducerRecord<byte[], byte[]> record) throws IOException {
    check();
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure = e;
          }
        });
  }

  private void check() throws IOException {
    Exception e = failure;
    if (e != null) {
      throw new IOException("the broker refused a record: " + e.getMessage(), e);
    }
  }
}
