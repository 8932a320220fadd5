package dev.customerhealth.testing;

import dev.customerhealth.cli.EmbeddedKafka;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.Ticks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with the topics of the contract, what is sent to it and what can be read from it. */
public final class Broker implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final String bootstrapServers;
  private final String prefix;
  private final AutoCloseable owned;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Topic, Integer> partitions = new EnumMap<>(Topic.class);
  private final List<OutputMessage> read = new ArrayList<>();
  private final Queue<Exception> faults = new ConcurrentLinkedQueue<>();

  private Broker(String bootstrapServers, String prefix, AutoCloseable owned) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.owned = owned;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  public static Broker start() throws IOException {
    return start(EmbeddedKafka.start());
  }

  /** Creates the topics of a broker that is one's own from now on. */
  static Broker start(EmbeddedKafka kafka) throws IOException {
    kafka.createTopics(Arrays.stream(Topic.values()).map(Broker::topic).toList());
    return new Broker(kafka.bootstrapServers(), Topic.DEFAULT_PREFIX, kafka).reading();
  }

  /** A broker of somebody else's, which has the topics already. */
  public static Broker at(String bootstrapServers, String prefix) {
    return new Broker(bootstrapServers, prefix, () -> {}).reading();
  }

  private Broker reading() {
    List<TopicPartition> outputs = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (!topic.isInput()) {
        for (int partition = 0; partition < partitionsOf(topic); partition++) {
          outputs.add(new TopicPartition(name(topic), partition));
        }
      }
    }
    consumer.assign(outputs);
    consumer.seekToBeginning(outputs);
    return this;
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Sends an event to its topic, keyed by its customer. */
  public void send(Envelope event) {
    send(Topic.of(event.type()), event.customerId(), event.timeMillis(), event.payload());
  }

  public void send(Topic topic, String key, long timeMillis, byte[] value) {
    send(
        new ProducerRecord<>(
            name(topic), null, timeMillis, key.getBytes(StandardCharsets.UTF_8), value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (sent, fault) -> {
          if (fault != null) {
            faults.add(fault);
          }
        });
  }

  /** Says to every partition of every input that it is this late. */
  public void tick(long timeMillis) {
    for (EventType type : EventType.inputs()) {
      Topic topic = Topic.of(type);
      for (int partition = 0; partition < partitionsOf(topic); partition++) {
        send(Ticks.record(name(topic), partition, timeMillis));
      }
    }
  }

  public void flush() {
    producer.flush();
    if (!faults.isEmpty()) {
      throw new AssertionError(faults.size() + " records were not sent", faults.peek());
    }
  }

  /** Everything that was committed so far, once it fulfils the condition. */
  public List<OutputMessage> readUntil(Predicate<List<OutputMessage>> isEnough) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!isEnough.test(read)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Only " + read.size() + " records after " + PATIENCE);
      }
      poll();
    }
    return read;
  }

  /** Everything that was committed up to now. */
  public List<OutputMessage> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    return readUntil(
        all ->
            ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
      read.add(
          new OutputMessage(
              Topic.named(record.topic(), prefix).orElseThrow(),
              new String(record.key(), StandardCharsets.UTF_8),
              record.value(),
              record.timestamp()));
    }
  }

  private int partitionsOf(Topic topic) {
    return partitions.computeIfAbsent(topic, any -> producer.partitionsFor(name(any)).size());
  }

  /** Several for what the tests send and read, one for the others. */
  private static int partitions(Topic topic) {
    return switch (topic) {
      case PURCHASES -> 3;
      case VISITS, SCORES -> 2;
      default -> 1;
    };
  }

  /** Retention looks at event times, which are years ago. */
  private static NewTopic topic(Topic topic) {
    return new NewTopic(topic.fullName(Topic.DEFAULT_PREFIX), partitions(topic), (short) 1)
        .configs(Map.of("retention.ms", "-1"));
  }

  private String name(Topic topic) {
    return topic.fullName(prefix);
  }

  @Override
  public void close() throws Exception {
    producer.close();
    consumer.close();
    owned.close();
  }
}
