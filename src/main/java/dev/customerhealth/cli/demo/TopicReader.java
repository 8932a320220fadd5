package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A plain consumer of topics from their beginning, that sees committed records only. */
final class TopicReader implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<TopicPartition> partitions;

  TopicReader(String bootstrapServers, Topic... topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                "5000",
                "fetch.max.wait.ms",
                "50"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    partitions =
        Arrays.stream(topics)
            .flatMap(topic -> consumer.partitionsFor(DemoTopics.name(topic)).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** What has come since; waits for something at most as long as it is told. */
  Iterable<ConsumerRecord<String, byte[]>> poll(Duration atMost) {
    return consumer.poll(atMost);
  }

  /** Whether everything that is committed by now has been read. */
  boolean isAtEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
