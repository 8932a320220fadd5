package dev.customerhealth;

import dev.customerhealth.io.registry.RegistryOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.util.TimeUtils;

/** The options as text: for {@code --help} and for {@code docs/configuration.md}. */
final class OptionText {

  private static final int HELP_WIDTH = 88;

  private OptionText() {}

  static String help() {
    return """
        flink run customer-health-<version>.jar --bootstrap-servers HOST:PORT [--option value ...]

        Options, on the command line (--name value or --name=value; wins) or in a properties file:
          --config FILE
              A properties file: name=value, one a line.
        """
        + HealthOptions.ALL.stream().map(OptionText::helpEntry).collect(Collectors.joining())
        + RegistryOptions.ALL.stream().map(OptionText::helpEntry).collect(Collectors.joining())
        + """
          --kafka.NAME VALUE
              Goes to every Kafka client as NAME. Never logged.

        Secrets are refused on the command line. In the file a value may be or hold ${env:NAME},
        ${file:/path} or ${file:/path:property}.
        """;
  }

  private static String helpEntry(ConfigOption<?> option) {
    return "  --%s %s (%s)\n%s"
        .formatted(
            option.key(), type(option), defaultText(option), wrap(describe(option), "      "));
  }

  static String markdown() {
    return """
        # Configuration of the job

        Made from the constants of `HealthOptions` by a test; do not edit
        (`mvn test -Dtest=ConfigurationDocTest -Ddocs.write=true` writes it anew).

        An option is given as `--name value` or `--name=value` to `flink run`, or as `name=value`
        in the properties file named by `--config FILE`; the command line wins. All faults are
        named at once, and the job does not start. Durations are written as `200 ms`, `5 s`,
        `15 min`, `1 h`.

        | option | type | default | meaning |
        |---|---|---|---|
        """
        + HealthOptions.ALL.stream().map(OptionText::markdownRow).collect(Collectors.joining())
        + """

        `kafka.NAME=VALUE` goes to every Kafka client (consumer, producer, admin) as `NAME`:
        security, timeouts, compression. The job sets some itself and refuses them here. Values
        are never logged and never shown in Flink's web UI.

        ## Schema registry

        With `schema-registry`:

        | option | type | default | meaning |
        |---|---|---|---|
        """
        + RegistryOptions.ALL.stream().map(OptionText::markdownRow).collect(Collectors.joining())
        + """

        What happens when the registry is away: [schema registry](schema-registry.md).

        ## Secrets

        Secrets are refused on the command line, because every user of a machine can read its
        command lines. In the properties file a value may be, or hold,

        | placeholder | is replaced by |
        |---|---|
        | `${env:NAME}` | an environment variable |
        | `${file:/path}` | the text of a file, without the line break at its end |
        | `${file:/path:name}` | a property of a properties file |

        Those in `kafka.*` and `schema-registry.*` are replaced where they are used, on the
        JobManager and the TaskManagers; the others where the job is submitted. What stands for
        nothing is a fault that names it. More: [security](security.md).

        The state backend, its memory, the checkpoint storage and the restart strategy are the
        cluster's affair (`flink-conf/config.yaml`); where the cluster names no state backend the
        job takes RocksDB.
        """;
  }

  private static String markdownRow(ConfigOption<?> option) {
    return "| `%s` | %s | %s | %s |\n"
        .formatted(option.key(), type(option), defaultText(option), describe(option));
  }

  static String describe(ConfigOption<?> option) {
    return new HtmlFormatter().format(option.description());
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String defaultText(ConfigOption<?> option) {
    if (option.equals(HealthOptions.BOOTSTRAP_SERVERS)) {
      return "required";
    }
    Object value = option.defaultValue();
    if (value == null) {
      return "none";
    }
    return value instanceof Duration duration
        ? TimeUtils.formatWithHighestUnit(duration)
        : value.toString();
  }

  static String type(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value instanceof DeliveryGuarantee) {
      return "exactly-once or at-least-once";
    }
    if (value instanceof Enum<?> constant) {
      return Arrays.stream(constant.getDeclaringClass().getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(" or "));
    }
    if (value instanceof Duration) {
      return "duration";
    }
    if (value instanceof Boolean) {
      return "true or false";
    }
    boolean isNumber = value instanceof Integer || option.equals(HealthOptions.PARALLELISM);
    return isNumber ? "integer" : "text";
  }

  private static String wrap(String text, String indent) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(indent);
    for (String word : (Iterable<String>) Stream.of(text.split(" "))::iterator) {
      if (line.length() + word.length() > HELP_WIDTH) {
        lines.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(word).append(' ');
    }
    return lines.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
