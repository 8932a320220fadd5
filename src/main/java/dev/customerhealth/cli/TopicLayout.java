package dev.customerhealth.cli;

import dev.customerhealth.codec.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics as Kafka is to have them: {@link Topic} says how, and everybody who creates or checks
 * them asks here.
 *
 * @param partitions of every topic but the rules', whose order counts; empty: as Topic says
 * @param replication of every topic; empty: the brokers' default
 */
public record TopicLayout(
    String prefix, Optional<Integer> partitions, Optional<Short> replication) {

  /** For one broker that has little to do. */
  public static TopicLayout ofOneBroker(String prefix, int partitions) {
    return new TopicLayout(prefix, Optional.of(partitions), Optional.of((short) 1));
  }

  public String name(Topic topic) {
    return topic.fullName(prefix);
  }

  public int partitions(Topic topic) {
    return topic == Topic.RULES ? topic.partitions() : partitions.orElse(topic.partitions());
  }

  /** What is set for the topic itself; in the rest it follows the brokers. By name. */
  public Map<String, String> settings(Topic topic) {
    return new TreeMap<>(
        Map.of(
            "cleanup.policy", topic.cleanup().kafkaValue(),
            "message.timestamp.type", topic.timestamps().kafkaValue(),
            "retention.ms", Long.toString(topic.retentionMillis())));
  }

  public NewTopic newTopic(Topic topic) {
    return new NewTopic(name(topic), Optional.of(partitions(topic)), replication)
        .configs(settings(topic));
  }

  /** Every topic that there is. */
  public List<NewTopic> all() {
    return Arrays.stream(Topic.values()).map(this::newTopic).toList();
  }
}
