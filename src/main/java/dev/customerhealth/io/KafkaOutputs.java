package dev.customerhealth.io;

import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.operator.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All output topics through one sink: with exactly-once, what one event led to is committed in one
 * transaction.
 */
public final class KafkaOutputs {

  private KafkaOutputs() {}

  /**
   * Where and how to write.
   *
   * @param format of the values
   * @param client further properties of the Kafka producer, such as security
   */
  public record Settings(
      String bootstrapServers,
      String topicPrefix,
      OutputFormat format,
      DeliveryGuarantee guarantee,
      String transactionalIdPrefix,
      Duration transactionTimeout,
      Map<String, String> client) {}

  public static Sink<OutputMessage> to(Settings settings) {
    Properties producer = new Properties();
    producer.putAll(settings.client());
    producer.setProperty(
        "transaction.timeout.ms", Long.toString(settings.transactionTimeout().toMillis()));
    return KafkaSink.<OutputMessage>builder()
        .setBootstrapServers(settings.bootstrapServers())
        .setDeliveryGuarantee(settings.guarantee())
        .setTransactionalIdPrefix(settings.transactionalIdPrefix())
        .setKafkaProducerConfig(producer)
        .setRecordSerializer(new ToTopic(settings.topicPrefix(), settings.format()))
        .build();
  }

  /**
   * The timestamp is left to the broker: event times of a backfill would make its records expire at
   * once.
   */
  private static final class ToTopic implements KafkaRecordSerializationSchema<OutputMessage> {

    private static final long serialVersionUID = 1L;

    private final String prefix;
    private final OutputFormat format;

    /** By topic. */
    private transient Counter @Nullable [] written;

    ToTopic(String prefix, OutputFormat format) {
      this.prefix = prefix;
      this.format = format;
    }

    /** The exactly-once writer opens it twice, and a name that is taken would not be reported. */
    @Override
    public void open(InitializationContext context, KafkaSinkContext sink) {
      if (written != null) {
        return;
      }
      Counter[] counters = new Counter[Topic.values().length];
      for (Topic topic : Topic.values()) {
        if (!topic.isInput()) {
          counters[topic.ordinal()] =
              Metric.WRITTEN.counter(context.getMetricGroup(), topic.suffix());
        }
      }
      written = counters;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        OutputMessage message, KafkaSinkContext context, @Nullable Long timestamp) {
      Objects.requireNonNull(written)[message.topic().ordinal()].inc();
      return new ProducerRecord<>(
          message.topic().fullName(prefix),
          null,
          message.key().getBytes(StandardCharsets.UTF_8),
          message.value(),
          CloudEvents.headers(message, prefix, format));
    }
  }
}
