package dev.customerhealth.faults;

import dev.customerhealth.codec.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a job has told its readers: of each topic and key the records in their order, each as 8
 * bytes of a SHA-256 over its value and headers.
 */
record Told(Map<Topic, Map<String, long[]>> records) {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * How two of them differ, summed up over keys.
   *
   * @param lost records that are not there
   * @param duplicated records that are there once more, or that nobody expected
   * @param disordered keys with the same records in another order
   */
  record Difference(long lost, long duplicated, long disordered) {
    Difference plus(Difference other) {
      return new Difference(
          lost + other.lost, duplicated + other.duplicated, disordered + other.disordered);
    }
  }

  /** Everything committed to the outputs of a job; fails if a transaction was left open. */
  static Told readCommitted(String bootstrapServers, String prefix, List<Topic> topics) {
    Map<Topic, Map<String, Hashes>> read = new EnumMap<>(Topic.class);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers, "read_committed")) {
      List<TopicPartition> partitions = partitions(consumer, prefix, topics);
      Map<TopicPartition, Long> ends = endsWithoutOpenTransactions(bootstrapServers, partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!ends.entrySet().stream()
          .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          Topic topic = Topic.named(record.topic(), prefix).orElseThrow();
          String key = new String(record.key(), StandardCharsets.UTF_8);
          read.computeIfAbsent(topic, any -> new TreeMap<>())
              .computeIfAbsent(key, any -> new Hashes())
              .add(hash(record, prefix));
        }
      }
    }
    Map<Topic, Map<String, long[]>> records = new EnumMap<>(Topic.class);
    read.forEach(
        (topic, keys) -> {
          Map<String, long[]> perKey = new TreeMap<>();
          keys.forEach((key, hashes) -> perKey.put(key, hashes.all()));
          records.put(topic, perKey);
        });
    return new Told(records);
  }

  long count(Topic topic) {
    return records.getOrDefault(topic, Map.of()).values().stream()
        .mapToLong(hashes -> hashes.length)
        .sum();
  }

  /** How a topic differs from what was expected. */
  Difference differenceFrom(Told expected, Topic topic) {
    Map<String, long[]> ours = records.getOrDefault(topic, Map.of());
    Map<String, long[]> theirs = expected.records.getOrDefault(topic, Map.of());
    List<String> keys = new ArrayList<>(theirs.keySet());
    ours.keySet().stream().filter(key -> !theirs.containsKey(key)).forEach(keys::add);
    Difference sum = new Difference(0, 0, 0);
    for (String key : keys) {
      sum = sum.plus(difference(theirs.getOrDefault(key, NONE), ours.getOrDefault(key, NONE)));
    }
    return sum;
  }

  private static final long[] NONE = {};

  static Difference difference(long[] expected, long[] told) {
    if (Arrays.equals(expected, told)) {
      return new Difference(0, 0, 0);
    }
    long[] a = expected.clone();
    long[] b = told.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    int common = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        common++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    boolean same = common == a.length && common == b.length;
    return new Difference(a.length - common, b.length - common, same ? 1 : 0);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers, String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "isolation.level",
            isolation,
            "fetch.min.bytes",
            65536,
            "max.poll.records",
            5000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<?, ?> consumer, String prefix, List<Topic> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic.fullName(prefix)).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  /** A transaction that nobody ends would hide from readers all that follows. */
  private static Map<TopicPartition, Long> endsWithoutOpenTransactions(
      String bootstrapServers, List<TopicPartition> partitions) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (var committed = consumer(bootstrapServers, "read_committed");
        var all = consumer(bootstrapServers, "read_uncommitted")) {
      while (true) {
        Map<TopicPartition, Long> readable = committed.endOffsets(partitions);
        Map<TopicPartition, Long> ends = all.endOffsets(partitions);
        if (readable.equals(ends)) {
          return ends;
        }
        if (System.nanoTime() > deadline) {
          throw new AssertionError("open transactions: " + readable + ", written: " + ends);
        }
      }
    }
  }

  /** The prefix of the topics stands in headers, too. */
  private static long hash(ConsumerRecord<byte[], byte[]> record, String prefix) {
    MessageDigest digest = sha256();
    if (record.value() != null) {
      digest.update((byte) 1);
      digest.update(record.value());
    }
    for (Header header : record.headers()) {
      digest.update(header.key().getBytes(StandardCharsets.UTF_8));
      String value = new String(header.value(), StandardCharsets.UTF_8).replace(prefix, "");
      digest.update(value.getBytes(StandardCharsets.UTF_8));
    }
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  /** A list of long without boxes: there are millions. */
  private static final class Hashes {
    private long[] all = new long[8];
    private int size;

    void add(long hash) {
      if (size == all.length) {
        all = Arrays.copyOf(all, 2 * size);
      }
      all[size++] = hash;
    }

    long[] all() {
      return Arrays.copyOf(all, size);
    }
  }
}
