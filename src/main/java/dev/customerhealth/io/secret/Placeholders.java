package dev.customerhealth.io.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * {@code ${env:NAME}}, {@code ${file:/path}} and {@code ${file:/path:name}} in the values of
 * settings. They travel as they are, through job graphs, checkpoints and the web UI, and are
 * replaced by who needs the value, where it is needed: a Kafka client by itself, with its {@code
 * config.providers}.
 */
public final class Placeholders {

  private static final String ENV = "env";
  private static final String FILE = "file";
  private static final String TEXT = "text";
  private static final String PROVIDERS = "config.providers";
  private static final Pattern ANY = Pattern.compile("\\$\\{(env|file):[^}]+}");

  private Placeholders() {}

  /** Whether there is one in the text. */
  public static boolean isIn(String text) {
    return ANY.matcher(text).find();
  }

  /** Whether the text is a placeholder and nothing else. */
  public static boolean isOne(String text) {
    return ANY.matcher(text).matches();
  }

  /**
   * The text with all placeholders replaced.
   *
   * @throws IllegalArgumentException naming the placeholder that stands for nothing, never a value
   */
  public static String replaceIn(String text) {
    return replaceIn(text, new FromEnvironment());
  }

  static String replaceIn(String text, FromEnvironment environment) {
    if (!isIn(text)) {
      return text;
    }
    Map<String, ConfigProvider> providers = Map.of(ENV, environment, FILE, new FromFile());
    try {
      return new ConfigTransformer(providers).transform(Map.of(TEXT, text)).data().get(TEXT);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * What a Kafka client must be told so that it replaces the placeholders of its properties by
   * itself: the properties, and who reads environment and files unless they say so themselves.
   */
  public static Map<String, String> forKafka(Map<String, String> properties) {
    if (properties.values().stream().noneMatch(Placeholders::isIn)) {
      return properties;
    }
    Map<String, String> all = new TreeMap<>(properties);
    List<String> names = new ArrayList<>(named(properties));
    name(ENV, FromEnvironment.class, names, all);
    name(FILE, FromFile.class, names, all);
    all.put(PROVIDERS, String.join(",", names));
    return all;
  }

  private static List<String> named(Map<String, String> properties) {
    return Arrays.stream(properties.getOrDefault(PROVIDERS, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static void name(
      String name,
      Class<? extends ConfigProvider> provider,
      List<String> names,
      Map<String, String> all) {
    if (!names.contains(name)) {
      names.add(name);
      all.put(PROVIDERS + "." + name + ".class", provider.getName());
    }
  }
}
