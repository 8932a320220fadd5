package dev.customerhealth.cli.demo;

import dev.customerhealth.cli.TopicLayout;
import dev.customerhealth.codec.Topic;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the job as a small broker has them. */
public final class DemoTopics {

  /** Enough to show that order between partitions does not matter. */
  static final int PARTITIONS = 2;

  private static final TopicLayout LAYOUT =
      TopicLayout.ofOneBroker(Topic.DEFAULT_PREFIX, PARTITIONS);

  private DemoTopics() {}

  static String name(Topic topic) {
    return LAYOUT.name(topic);
  }

  public static List<NewTopic> all() {
    return LAYOUT.all();
  }
}
