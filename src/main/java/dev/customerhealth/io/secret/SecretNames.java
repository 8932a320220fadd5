package dev.customerhealth.io.secret;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which settings hold a secret. */
public final class SecretNames {

  /** For names that Kafka does not know. */
  private static final Pattern SUSPICIOUS =
      Pattern.compile(
          "(?i).*(passw|passphrase|secret|token|credential|jaas|api[._-]?key|private[._-]?key"
              + "|user[._-]?info).*");

  private static final Map<String, ConfigDef.Type> KAFKA = kafka();

  private SecretNames() {}

  /**
   * Whether the value is a secret, by what Kafka says of its own settings, else by how it is
   * called.
   *
   * @param name without {@code kafka.} before it
   */
  public static boolean isOne(String name) {
    ConfigDef.Type type = KAFKA.get(name);
    return type == null ? SUSPICIOUS.matcher(name).matches() : type == ConfigDef.Type.PASSWORD;
  }

  private static Map<String, ConfigDef.Type> kafka() {
    Map<String, ConfigDef.Type> types = new TreeMap<>();
    AdminClientConfig.configDef().configKeys().forEach((name, key) -> types.put(name, key.type()));
    ConsumerConfig.configDef().configKeys().forEach((name, key) -> types.put(name, key.type()));
    ProducerConfig.configDef().configKeys().forEach((name, key) -> types.put(name, key.type()));
    return types;
  }
}
