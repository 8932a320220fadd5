package dev.customerhealth.faults;

import dev.customerhealth.avro.DeadLetter;
import dev.customerhealth.avro.LateEvent;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a job could not use, or not any more: the bytes, by the key of its records. */
final class GivenBack {

  private GivenBack() {}

  /** Inputs that were no events. */
  static Map<String, List<byte[]>> deadLetters(String bootstrapServers, String prefix) {
    return read(bootstrapServers, prefix, Topic.DEAD_LETTERS, DeadLetter::getRaw);
  }

  /** Events that were older than the state reaches. */
  static Map<String, List<byte[]>> lateEvents(String bootstrapServers, String prefix) {
    return read(bootstrapServers, prefix, Topic.LATE_EVENTS, LateEvent::getRaw);
  }

  private static <T extends SpecificRecord> Map<String, List<byte[]>> read(
      String bootstrapServers, String prefix, Topic topic, Function<T, String> raw) {
    OutputDecoder<T> decoder = new OutputDecoder<>(topic);
    Map<String, List<byte[]>> letters = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.fullName(prefix)).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          letters
              .computeIfAbsent(
                  new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
              .add(Base64.getDecoder().decode(raw.apply(decoder.decode(record.value()))));
        }
      }
    }
    return letters;
  }
}
