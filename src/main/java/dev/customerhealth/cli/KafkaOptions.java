package dev.customerhealth.cli;

import dev.customerhealth.HealthOptions;
import dev.customerhealth.JobSettings;
import dev.customerhealth.SettingsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where Kafka is, as the job is told: the same names, the same file, read by the same code. How to
 * speak with it stands in {@code kafka.*}, see {@link KafkaVerb}.
 */
final class KafkaOptions {

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
      names = "--schema-registry",
      paramLabel = "URL",
      description = "As of the job, if it has one.")
  private @Nullable String schemaRegistry;

  @Option(
      names = "--config",
      paramLabel = "F",
      description = {
        "Properties file of the job, for the three above, kafka.* and",
        "schema-registry.*; the command line wins."
      })
  private @Nullable String config;

  /**
   * @param client {@code --kafka.NAME=VALUE}
   * @param more options of the job
   * @throws WrongUsage naming every fault
   */
  JobSettings settings(List<String> client, List<String> more) {
    List<String> args = new ArrayList<>();
    add(args, HealthOptions.BOOTSTRAP_SERVERS, bootstrapServers);
    add(args, HealthOptions.TOPIC_PREFIX, topicPrefix);
    add(args, HealthOptions.SCHEMA_REGISTRY, schemaRegistry);
    if (config != null) {
      args.add("--config=" + config);
    }
    args.addAll(client);
    args.addAll(more);
    try {
      return JobSettings.parse(args.toArray(String[]::new));
    } catch (SettingsException e) {
      throw new WrongUsage(String.join("; ", e.faults()));
    }
  }

  boolean isAnyGiven() {
    return Stream.of(bootstrapServers, topicPrefix, schemaRegistry, config)
        .anyMatch(Objects::nonNull);
  }

  private static void add(List<String> args, ConfigOption<String> option, @Nullable String value) {
    if (value != null) {
      args.add("--" + option.key() + "=" + value);
    }
  }
}
