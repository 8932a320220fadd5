package dev.customerhealth.io.secret;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * {@code ${file:/path}}, the text of a file without the line break at its end, as secrets are
 * mounted into containers; and {@code ${file:/path:name}}, a property of a properties file, as with
 * Kafka's own provider. That one leaves the placeholder as it is when there is no such property,
 * and the text itself would be sent as the password.
 */
public final class FromFile implements ConfigProvider {

  /**
   * @param path empty: the names are files
   */
  @Override
  public ConfigData get(String path, Set<String> names) {
    Map<String, String> values = new TreeMap<>();
    for (String name : names) {
      values.put(name, path.isEmpty() ? text(name) : property(path, name));
    }
    return new ConfigData(values);
  }

  @Override
  public ConfigData get(String path) {
    Map<String, String> values = new TreeMap<>();
    Properties properties = properties(path);
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return new ConfigData(values);
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of(file)).replaceFirst("\\R\\z", "");
    } catch (IOException | InvalidPathException e) {
      throw unreadable(file, e);
    }
  }

  private static String property(String file, String name) {
    String value = properties(file).getProperty(name);
    if (value == null) {
      throw new ConfigException("${file:%s:%s}: there is no such property".formatted(file, name));
    }
    return value;
  }

  private static Properties properties(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
    return properties;
  }

  /** Without its cause, which may quote the text. */
  private static ConfigException unreadable(String file, Exception e) {
    return new ConfigException(
        "${file:%s}: cannot be read (%s)".formatted(file, e.getClass().getSimpleName()));
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
