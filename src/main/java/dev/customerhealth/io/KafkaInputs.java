package dev.customerhealth.io;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** All input topics through one source: one consumer group, one notion of event time. */
public final class KafkaInputs {

  public static final String UID = "kafka-inputs";

  public static final String RULES_UID = "rules-input";

  private KafkaInputs() {}

  /**
   * Where to read and how to follow event time.
   *
   * @param client further properties of the Kafka consumer, such as security
   */
  public record Settings(
      String bootstrapServers,
      String groupId,
      String topicPrefix,
      OffsetsInitializer start,
      Map<String, String> client,
      Duration outOfOrderness,
      Duration idleness,
      Duration alignmentDrift) {}

  public static DataStream<Envelope> from(
      StreamExecutionEnvironment env, Settings settings, EventDecoder decoder) {
    Map<String, EventType> topics = new TreeMap<>();
    for (EventType type : EventType.inputs()) {
      topics.put(Topic.of(type).fullName(settings.topicPrefix()), type);
    }
    var source =
        KafkaSource.<Envelope>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setGroupId(settings.groupId())
            .setTopics(topics.keySet().stream().toList())
            .setStartingOffsets(settings.start())
            .setDeserializer(new KafkaEnvelopes(topics, decoder));
    settings.client().forEach(source::setProperty);
    source.setProperty("isolation.level", "read_committed");
    return env.fromSource(
            source.build(),
            EventTime.perPartition(
                settings.outOfOrderness(), settings.idleness(), settings.alignmentDrift()),
            UID)
        .uid(UID);
  }

  /**
   * The documents of the rules topic, from its first one on: which of them holds is for event time
   * to say. Never holds event time back.
   */
  public static DataStream<Envelope> rules(StreamExecutionEnvironment env, Settings settings) {
    var source =
        KafkaSource.<Envelope>builder()
            .setBootstrapServers(settings.bootstrapServers())
            .setGroupId(settings.groupId())
            .setTopics(Topic.RULES.fullName(settings.topicPrefix()))
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new KafkaRules());
    settings.client().forEach(source::setProperty);
    source.setProperty("isolation.level", "read_committed");
    source.setProperty("client.id.prefix", RULES_UID);
    return env.fromSource(source.build(), EventTime.idle(), RULES_UID)
        .setParallelism(1)
        .uid(RULES_UID);
  }

  /** Goes on where the consumer group stopped, else at the beginning. */
  public static OffsetsInitializer committedOrEarliest() {
    return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
  }
}
