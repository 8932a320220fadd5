package dev.customerhealth;

import dev.customerhealth.io.secret.Placeholders;
import dev.customerhealth.io.secret.SecretNames;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Names and values as they were given, the file's overridden by the command line's, not yet
 * understood; and what was wrong with their form.
 */
record RawSettings(Map<String, String> values, List<String> faults) {

  private static final String CONFIG = "config";

  static RawSettings read(String... args) {
    List<String> faults = new ArrayList<>();
    Map<String, String> commandLine = commandLine(args, faults);
    faults.addAll(openSecrets(commandLine));
    Map<String, String> values = new TreeMap<>();
    String file = commandLine.remove(CONFIG);
    if (file != null) {
      values.putAll(file(file, faults));
    }
    values.putAll(commandLine);
    return new RawSettings(values, faults);
  }

  static List<String> openSecrets(String... args) {
    return openSecrets(commandLine(args, new ArrayList<>()));
  }

  private static Map<String, String> commandLine(String[] args, List<String> faults) {
    Map<String, String> values = new TreeMap<>();
    int next = 0;
    while (next < args.length) {
      String arg = args[next++];
      if (!arg.startsWith("--") || arg.length() == 2) {
        // Not quoted: it may be the rest of a password with a blank in it.
        faults.add("argument " + next + " is not an option: expected --name value");
        continue;
      }
      int equals = arg.indexOf('=');
      String name = arg.substring(2, equals < 0 ? arg.length() : equals);
      if (equals < 0 && name.equals(HealthOptions.RULES_OVERRIDE.key()) && isNoValue(args, next)) {
        values.put(name, "true");
        continue;
      }
      if (equals < 0 && isNoValue(args, next)) {
        faults.add("--" + name + " needs a value");
        continue;
      }
      String value = equals < 0 ? args[next++] : arg.substring(equals + 1);
      if (values.put(name, value.strip()) != null) {
        faults.add("--" + name + " is given twice");
      }
    }
    return values;
  }

  /** Every user of the machine can read its command lines, and Flink shows them, too. */
  private static List<String> openSecrets(Map<String, String> commandLine) {
    return commandLine.entrySet().stream()
        .filter(given -> SecretNames.isOne(given.getKey().replaceFirst("^kafka\\.", "")))
        .filter(given -> !Placeholders.isOne(given.getValue()))
        .map(Map.Entry::getKey)
        .map(
            name ->
                "--%s: a secret must not stand on a command line, where others can read it; write"
                        .formatted(name)
                    + " %s=${file:/path} or %s=${env:NAME} into the properties file of --config"
                        .formatted(name, name))
        .toList();
  }

  private static boolean isNoValue(String[] args, int next) {
    return next == args.length || args[next].startsWith("--");
  }

  private static Map<String, String> file(String name, List<String> faults) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(name))) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      faults.add("--config: cannot read " + name + " (" + e.getClass().getSimpleName() + ")");
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(key.toString(), value.toString().strip()));
    if (values.remove(CONFIG) != null) {
      faults.add(name + ": a settings file cannot name another one");
    }
    return values;
  }
}
