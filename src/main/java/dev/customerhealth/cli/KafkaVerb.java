package dev.customerhealth.cli;

import dev.customerhealth.JobSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Unmatched;

/** A verb that speaks with Kafka. */
abstract class KafkaVerb extends Verb {

  private static final String CLIENT = "--kafka.";

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  /** {@code --kafka.NAME VALUE}: which names there are is known to Kafka only. */
  @Unmatched private List<String> others = new ArrayList<>();

  /**
   * What the job would be told by the same options.
   *
   * @param more options of the job
   * @throws WrongUsage naming every fault
   */
  final JobSettings kafka(String... more) {
    return kafka.settings(clientProperties(), List.of(more));
  }

  final boolean isKafkaGiven() {
    return kafka.isAnyGiven() || !others.isEmpty();
  }

  /**
   * Where Kafka is not needed this time.
   *
   * @throws WrongUsage for what {@link #kafka} would refuse, whatever the properties file says
   */
  final void noKafka() {
    List<String> faults = JobSettings.openSecrets(clientProperties().toArray(String[]::new));
    if (!faults.isEmpty()) {
      throw new WrongUsage(String.join("; ", faults));
    }
  }

  /** Refuses what is neither an option nor a property of Kafka's. */
  private List<String> clientProperties() {
    List<String> properties = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      String name = others.get(i);
      if (!name.startsWith(CLIENT)) {
        // A value may be a secret in the wrong place.
        throw new WrongUsage(
            name.startsWith("-")
                ? "unknown option " + name.replaceAll("(?s)=.*", "")
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
}
