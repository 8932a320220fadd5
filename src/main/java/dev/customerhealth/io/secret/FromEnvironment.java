package dev.customerhealth.io.secret;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * {@code ${env:NAME}}. Kafka has a provider for that, too, but leaves the placeholder as it is when
 * there is no such variable, and the text itself would be sent as the password.
 */
public final class FromEnvironment implements ConfigProvider {

  private final Map<String, String> environment;

  /** For Kafka, which makes its providers itself. */
  public FromEnvironment() {
    this(System.getenv());
  }

  FromEnvironment(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ConfigData get(String path, Set<String> names) {
    Map<String, String> values = new TreeMap<>();
    for (String name : names) {
      String value = path.isEmpty() ? environment.get(name) : null;
      if (value == null) {
        throw new ConfigException("${env:%s}: there is no such variable".formatted(name));
      }
      values.put(name, value);
    }
    return new ConfigData(values);
  }

  @Override
  public ConfigData get(String path) {
    return new ConfigData(environment);
  }

  @Override
  public void configure(Map<String, ?> configs) {
    // There is nothing to choose.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
