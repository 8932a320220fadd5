package dev.customerhealth.io.registry;

import dev.customerhealth.codec.RegistryException;
import dev.customerhealth.codec.Topic;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The ids that stand before every record that the job writes. */
public final class OutputIds {

  private OutputIds() {}

  /** The subject of a topic's values, by Confluent's usual naming. */
  public static String subject(Topic topic, String prefix) {
    return topic.fullName(prefix) + "-value";
  }

  /**
   * Registers the schema of each output topic that the registry does not know yet.
   *
   * @throws RegistryException when one is refused or the registry does not answer
   */
  public static Map<Topic, Integer> obtain(SchemaRegistry registry, String topicPrefix) {
    Map<Topic, Integer> ids = new EnumMap<>(Topic.class);
    Arrays.stream(Topic.values())
        .filter(topic -> !topic.isInput())
        .forEach(
            topic -> ids.put(topic, registry.idOf(subject(topic, topicPrefix), topic.schema())));
    return ids;
  }
}
