package dev.customerhealth.cli;

import dev.customerhealth.codec.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
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
    Map<Topic, Config> settings = settings(there);
    List<String> differences = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      TopicDescription found = there.get(topic);
      if (found == null) {
        differences.add(layout.name(topic) + ": is missing");
      } else {
        compare(topic, found, Objects.requireNonNull(settings.get(topic)), differences);
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
    Map<Topic, TopicDescription> described = new TreeMap<>();
    try {
      var names = admin.listTopics().names().get();
      List<String> known =
          Arrays.stream(Topic.values()).map(layout::name).filter(names::contains).toList();
      admin
          .describeTopics(known)
          .allTopicNames()
          .get()
          .forEach(
              (name, description) ->
                  Topic.named(name, layout.prefix())
                      .ifPresent(topic -> described.put(topic, description)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Map.of(); // Listed, but not everywhere known yet, or just deleted.
      }
      throw new IOException("cannot list topics: " + reason(e), e);
    }
    return described;
  }

  private Map<Topic, Config> settings(Map<Topic, TopicDescription> topics)
      throws IOException, InterruptedException {
    Map<Topic, Config> settings = new TreeMap<>();
    try {
      var resources =
          topics.keySet().stream()
              .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, layout.name(topic)))
              .toList();
      admin
          .describeConfigs(resources)
          .all()
          .get()
          .forEach(
              (resource, config) ->
                  Topic.named(resource.name(), layout.prefix())
                      .ifPresent(topic -> settings.put(topic, config)));
    } catch (ExecutionException e) {
      throw new IOException("cannot read the settings of topics: " + reason(e), e);
    }
    return settings;
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
