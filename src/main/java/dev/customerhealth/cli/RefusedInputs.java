package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.customerhealth.codec.AvroJson;
import dev.customerhealth.codec.OutputDecoder;
import dev.customerhealth.codec.SchemaLookup;
import dev.customerhealth.codec.Topic;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads dead letters or late events, from their topic or from a file of JSON lines. */
final class RefusedInputs {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration POLL = Duration.ofMillis(200);

  private final OutputDecoder<? extends SpecificRecord> decoder;

  /**
   * @param registry resolves the ids of the Confluent framing; null without a schema registry
   */
  RefusedInputs(Topic topic, @Nullable SchemaLookup registry) {
    this.decoder = new OutputDecoder<>(topic, registry);
  }

  /** Takes them one by one. */
  interface Reader {
    /**
     * @param input its record is missing when it could not be read
     * @param writtenMillis when Kafka got it; empty for a file
     */
    void read(RefusedInput input, OptionalLong writtenMillis) throws IOException;
  }

  void file(Path file, Reader reader) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
          reader.read(
              new RefusedInput(file.getFileName() + ":" + number, record(bytes)),
              OptionalLong.empty());
        }
      }
    }
  }

  /** All that is committed by now; what comes while reading is left for the next time. */
  void topic(Properties client, String topic, Reader reader) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    properties.putAll(client);
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new IOException("there is no topic " + topic);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      readToEnd(consumer, consumer.endOffsets(partitions), reader);
    } catch (KafkaException e) {
      throw new IOException("cannot read " + topic + ": " + e.getMessage(), e);
    }
  }

  private void readToEnd(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Reader reader)
      throws IOException {
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
        if (end != null && record.offset() < end) {
          reader.read(input(record), OptionalLong.of(record.timestamp()));
        }
      }
    }
  }

  private RefusedInput input(ConsumerRecord<byte[], byte[]> record) {
    String where = record.topic() + ":" + record.partition() + ":" + record.offset();
    byte[] value = record.value();
    return new RefusedInput(where, value == null ? MissingNode.getInstance() : record(value));
  }

  /** JSON, or Avro in any framing that the outputs have. */
  private JsonNode record(byte[] value) {
    try {
      boolean isJson = value.length > 0 && value[0] == '{';
      return JSON.readTree(isJson ? value : AvroJson.bytes(decoder.decode(value)));
    } catch (IOException | IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }
}
