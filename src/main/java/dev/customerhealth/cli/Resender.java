package dev.customerhealth.cli;

import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends inputs once more: the same bytes under the same key. Their Kafka timestamp is that of now,
 * for now they arrive; a header says where the refused one stood.
 */
final class Resender implements Closeable {

  static final String REPLAYED_FROM = "replayed-from";

  private static final Logger LOG = LoggerFactory.getLogger(Resender.class);

  private final @Nullable KafkaProducer<byte[], byte[]> producer;
  private final @Nullable ReplayCount count;

  private Resender(@Nullable KafkaProducer<byte[], byte[]> producer, @Nullable ReplayCount count) {
    this.producer = producer;
    this.count = count;
  }

  /** Sends nothing. */
  static Resender none() {
    return new Resender(null, null);
  }

  /**
   * @param count is told what failed
   */
  static Resender to(Properties client, ReplayCount count) {
    Properties patient = new Properties();
    patient.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, "20000");
    patient.putAll(client);
    return new Resender(
        new KafkaProducer<>(patient, new ByteArraySerializer(), new ByteArraySerializer()), count);
  }

  void send(String topic, RefusedInput input) {
    if (producer == null || count == null) {
      return;
    }
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, input.key(), input.value());
    record.headers().add(REPLAYED_FROM, input.where().getBytes(StandardCharsets.UTF_8));
    producer.send(
        record,
        (sent, e) -> {
          if (e != null) {
            LOG.warn("{} was not sent to {}", input.where(), topic, e);
            count.fail();
          }
        });
  }

  /** Waits until all are sent. */
  @Override
  public void close() {
    if (producer != null) {
      producer.close();
    }
  }
}
