package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.SettingsException;
import dev.customerhealth.codec.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * Where Kafka is and how to speak with it, as the job is told: the same names, the same file, read
 * by the same code.
 */
final class KafkaOptions {

  private static final String CLIENT = "--kafka.";

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "S",
      description = "Kafka brokers to begin with, host:port, separated by commas.")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--topic-prefix",
      paramLabel = "P",
      description = "Before the dot in the name of every topic (default: customer-health).")
  private @Nullable String topicPrefix;

  @Option(
      names = "--config",
      paramLabel = "F",
      description = {
        "Properties file of the job, for the two above and kafka.*; the command line wins."
      })
  private @Nullable String config;

  /** {@code --kafka.NAME VALUE}: which names there are is known to Kafka only. */
  @Unmatched private List<String> others = new ArrayList<>();

  /** Whether anything of it was said. */
  boolean isGiven() {
    return bootstrapServers != null || config != null;
  }

  /**
   * @throws WrongUsage naming every fault
   */
  JobSettings settings(String... more) {
    List<String> args = new ArrayList<>();
    add(args, "--" + HealthOptions.BOOTSTRAP_SERVERS.key(), bootstrapServers);
    add(args, "--" + HealthOptions.TOPIC_PREFIX.key(), topicPrefix);
    add(args, "--config", config);
    args.addAll(clientProperties());
    args.addAll(List.of(more));
    try {
      return JobSettings.parse(args.toArray(String[]::new));
    } catch (SettingsException e) {
      throw new WrongUsage(String.join("; ", e.faults()));
    }
  }

  /** For a client of the admin, the producer or the consumer. May hold secrets. */
  Properties client() {
    return settings().kafkaProperties();
  }

  String topic(Topic topic) {
    return topic.fullName(prefix());
  }

  String prefix() {
    return settings().get(HealthOptions.TOPIC_PREFIX);
  }

  /** Refuses what is neither an option nor a property of Kafka's. */
  void check() {
    clientProperties();
  }

  private List<String> clientProperties() {
    List<String> properties = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      String name = others.get(i);
      if (!name.startsWith(CLIENT)) {
        // A value may be a secret in the wrong place.
        throw new WrongUsage(
            name.startsWith("-")
                ? "unknown option " + name.replaceAll("=.*", "")
                : "a stray value");
      }
      if (name.contains("=")) {
        properties.add(name);
      } else if (++i < others.size()) {
        properties.add(name + "=" + others.get(i));
      } else {
        throw new WrongUsage(name + " has no value");
      }
    }
    return properties;
  }

  private static void add(List<String> args, String name, @Nullable String value) {
    if (value != null) {
      args.add(name + "=" + value);
    }
  }
}
