package dev.customerhealth.faults;

import dev.customerhealth.avro.DeadLetter;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a job could not use, by the key of its records. */
final class DeadLetters {

  private DeadLetters() {}

  static Map<String, List<DeadLetter>> read(String bootstrapServers, String prefix) {
    OutputDecoder<DeadLetter> decoder = new OutputDecoder<>(Topic.DEAD_LETTERS);
    Map<String, List<DeadLetter>> letters = new TreeMap<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topic.DEAD_LETTERS.fullName(prefix)).stream()
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
              .add(decoder.decode(record.value()));
        }
      }
    }
    return letters;
  }

  /** The bytes of the record. */
  static byte[] raw(DeadLetter letter) {
    return Base64.getDecoder().decode(letter.getRaw());
  }
}
