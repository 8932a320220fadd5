package dev.customerhealth.cli;

import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Brings the topics of a Kafka in line with a {@link TopicLayout}, or tells where they are not. */
final class TopicAdmin implements AutoCloseable {

  /** Together ten seconds. */
  private static final int KNOWN_ATTEMPTS = 50;

  private static final long KNOWN_WAIT_MILLIS = 200;

  private final Admin admin;
  private final TopicLayout layout;

  TopicAdmin(Properties client, TopicLayout layout) {
    Properties patient = new Properties();
    // Who waits at a terminal wants to hear sooner than after a minute.
    patient.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
    patient.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    patient.putAll(client);
    this.admin = Admin.create(patient);
    this.layout = layout;
  }

  /**
   * Creates what is missing; what is there stays as it is.
   *
   * @return the names of the new ones
   */
  List<String> create() throws IOException, InterruptedException {
    Map<Topic, TopicDescription> there = described();
    List<String> created = new ArrayList<>();
    Map<String, KafkaFuture<Void>> results =
        admin
            .createTopics(
                Arrays.stream(Topic.values())
                    .filter(topic -> !there.containsKey(topic))
                    .map(layout::newTopic)
                    .toList())
            .values();
    for (Map.Entry<String, KafkaFuture<Void>> result : new TreeMap<>(results).entrySet()) {
      try {
        result.getValue().get();
        created.add(result.getKey());
      } catch (ExecutionException e) {
        // Somebody else did at the same time.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw new IOException("cannot create " + result.getKey() + ": " + reason(e), e);
        }
      }
    }
    awaitKnown();
    return created;
  }

  /** The controller may have made topics of which the broker that we ask has not heard yet. */
  private void awaitKnown() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < KNOWN_ATTEMPTS; attempt++) {
      Map<Topic, TopicDescription> there = described();
      if (there.size() == Topic.values().length) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(KNOWN_WAIT_MILLIS);
    }
  }

  /** One line for each topic that is missing and each thing that is not as it should be. */
  List<String> differences() throws IOException, InterruptedException {
    Map<Topic, TopicDescription> there = described();
    Map<Topic, Config> settings = settings(there.keySet());
    List<String> differences = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      TopicDescription found = there.get(topic);
      Config config = settings.get(topic);
      if (found == null || config == null) {
        differences.add(layout.name(topic) + ": is missing");
      } else {
        compare(topic, found, config, differences);
      }
    }
    return differences;
  }

  private void compare(
      Topic topic, TopicDescription found, Config settings, List<String> differences) {
    String name = layout.name(topic);
    differ(name, "partitions", found.partitions().size(), layout.partitions(topic), differences);
    layout
        .replication()
        .ifPresent(
            wanted ->
                differ(
                    name,
                    "replication",
                    found.partitions().get(0).replicas().size(),
                    (int) wanted,
                    differences));
    layout
        .settings(topic)
        .forEach(
            (setting, wanted) -> {
              ConfigEntry entry = settings.get(setting);
              String value = entry == null ? "not set" : entry.value();
              differ(name, setting, sorted(value), sorted(wanted), differences);
            });
  }

  /** The order of a list says nothing. */
  private static String sorted(String list) {
    return String.join(",", Arrays.stream(list.split(",")).map(String::strip).sorted().toList());
  }

  private static void differ(
      String name, String what, Object found, Object wanted, List<String> differences) {
    if (!found.equals(wanted)) {
      differences.add(name + ": " + what + " is " + found + ", should be " + wanted);
    }
  }

  private Map<Topic, TopicDescription> described() throws IOException, InterruptedException {
    Set<String> names;
    try {
      names = admin.listTopics().names().get();
    } catch (ExecutionException e) {
      throw new IOException("cannot list topics: " + reason(e), e);
    }
    Map<String, KafkaFuture<TopicDescription>> known =
        admin
            .describeTopics(
                Arrays.stream(Topic.values()).map(layout::name).filter(names::contains).toList())
            .topicNameValues();
    return ofThoseThere(known, "cannot describe topics: ");
  }

  private Map<Topic, Config> settings(Set<Topic> topics) throws IOException, InterruptedException {
    Map<String, KafkaFuture<Config>> asked = new TreeMap<>();
    admin
        .describeConfigs(
            topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, layout.name(topic)))
                .toList())
        .values()
        .forEach((resource, config) -> asked.put(resource.name(), config));
    return ofThoseThere(asked, "cannot read the settings of topics: ");
  }

  /** A topic that was listed may not be everywhere known yet, or was just deleted: not there. */
  private <T> Map<Topic, T> ofThoseThere(Map<String, KafkaFuture<T>> asked, String otherwise)
      throws IOException, InterruptedException {
    Map<Topic, T> there = new TreeMap<>();
    for (Map.Entry<String, KafkaFuture<T>> topic : asked.entrySet()) {
      try {
        there.put(
            Topic.named(topic.getKey(), layout.prefix()).orElseThrow(), topic.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw new IOException(otherwise + reason(e), e);
        }
      }
    }
    return there;
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  @Override
  public void close() {
    admin.close();
  }
}
