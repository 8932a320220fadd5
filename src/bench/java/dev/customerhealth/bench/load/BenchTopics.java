package dev.customerhealth.bench.load;

import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of the contract under the prefix of a load. */
public final class BenchTopics {

  private static final int ATTEMPTS = 300;
  private static final long PAUSE_MILLIS = 100;

  private final String bootstrapServers;
  private final String prefix;
  private final int partitions;

  public BenchTopics(String bootstrapServers, String prefix, int partitions) {
    this.bootstrapServers = bootstrapServers;
    this.prefix = prefix;
    this.partitions = partitions;
  }

  /**
   * Creates all of them.
   *
   * @param stampedByBroker whether inputs carry the broker's time instead of the producer's
   */
  public void create(boolean stampedByBroker) throws IOException {
    create(topic -> true, stampedByBroker);
  }

  /** Empties what is written, for the next one who writes. */
  public void emptyOutputs() throws IOException {
    try (Admin admin = admin()) {
      Set<String> there = admin.listTopics().names().get();
      List<String> outputs =
          Arrays.stream(Topic.values())
              .filter(topic -> !topic.isInput())
              .map(topic -> topic.fullName(prefix))
              .filter(there::contains)
              .toList();
      admin.deleteTopics(outputs).all().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot delete topics: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    create(topic -> !topic.isInput(), false);
  }

  private void create(Predicate<Topic> which, boolean stampedByBroker) throws IOException {
    List<NewTopic> topics =
        Arrays.stream(Topic.values())
            .filter(which)
            .map(topic -> newTopic(topic, stampedByBroker))
            .toList();
    try (Admin admin = admin()) {
      for (NewTopic topic : topics) {
        createOne(admin, topic);
      }
      awaitLeaders(admin, topics);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw new IOException("cannot create topics: " + e.getMessage(), e);
    }
  }

  /** A topic that is being deleted is still there for a moment. */
  private static void createOne(Admin admin, NewTopic topic)
      throws ExecutionException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        admin.createTopics(List.of(topic)).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException) || attempt == ATTEMPTS) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static void awaitLeaders(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> all = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        all.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    for (int attempt = 1; ; attempt++) {
      try {
        admin.listOffsets(all).all().get();
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }

  private NewTopic newTopic(Topic topic, boolean stampedByBroker) {
    boolean byBroker = stampedByBroker || topic.timestamps() == Topic.TimestampType.LOG_APPEND_TIME;
    int count = topic == Topic.RULES ? 1 : partitions;
    // Nothing is compacted or expires: what is written is counted afterwards.
    return new NewTopic(topic.fullName(prefix), count, (short) 1)
        .configs(
            Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "message.timestamp.type",
                    (byBroker
                            ? Topic.TimestampType.LOG_APPEND_TIME
                            : Topic.TimestampType.CREATE_TIME)
                        .kafkaValue()));
  }

  /** Every partition of every input. */
  static List<TopicPartition> inputs(String prefix, int partitions) {
    List<TopicPartition> all = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      if (topic.eventType() != null) {
        for (int partition = 0; partition < partitions; partition++) {
          all.add(new TopicPartition(topic.fullName(prefix), partition));
        }
      }
    }
    return all;
  }

  private Admin admin() {
    return Admin.create(
        Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
