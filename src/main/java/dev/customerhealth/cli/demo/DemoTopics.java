package dev.customerhealth.cli.demo;

import dev.customerhealth.codec.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the job as a small broker has them. */
public final class DemoTopics {

  /** Enough to show that order between partitions does not matter. */
  static final int PARTITIONS = 2;

  private static final short ONE_BROKER = 1;

  private DemoTopics() {}

  static String name(Topic topic) {
    return topic.fullName(Topic.DEFAULT_PREFIX);
  }

  public static List<NewTopic> all() {
    return Arrays.stream(Topic.values()).map(DemoTopics::newTopic).toList();
  }

  private static NewTopic newTopic(Topic topic) {
    return new NewTopic(name(topic), Math.min(PARTITIONS, topic.partitions()), ONE_BROKER)
        .configs(
            Map.of(
                "cleanup.policy", topic.cleanup().kafkaValue(),
                "retention.ms", Long.toString(topic.retentionMillis()),
                "message.timestamp.type", topic.timestamps().kafkaValue()));
  }
}
