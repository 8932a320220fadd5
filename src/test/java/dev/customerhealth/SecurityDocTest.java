package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Topic;
import dev.customerhealth.io.KafkaAccess;
import dev.customerhealth.io.KafkaAccess.Grant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

/** The access rules of docs/security.md are those of {@link KafkaAccess}. */
class SecurityDocTest {

  private static final Path PAGE = Path.of("docs", "security.md");
  private static final String BEGIN =
      "<!-- access rules: made from KafkaAccess by mvn test -Dtest=SecurityDocTest -Ddocs.write=true -->\n";
  private static final String END = "<!-- end of access rules -->";
  private static final List<Grant> GRANTS =
      KafkaAccess.needed(
          Topic.DEFAULT_PREFIX,
          HealthOptions.GROUP_ID.defaultValue(),
          HealthOptions.TRANSACTIONAL_ID_PREFIX.defaultValue());

  @Test
  void thePageListsExactlyTheRightsThatTheJobNeeds() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        page.substring(0, page.indexOf(BEGIN))
            + BEGIN
            + rules()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE)
        .as("stale: mvn test -Dtest=SecurityDocTest -Ddocs.write=true")
        .hasContent(expected);
  }

  private static String rules() {
    return "\n| resource | name | pattern | operation |\n|---|---|---|---|\n"
        + GRANTS.stream().map(SecurityDocTest::row).collect(Collectors.joining())
        + "\nAs commands, for the user `customer-health`:\n\n```\n"
        + commands()
        + "```\n\n";
  }

  private static String row(Grant grant) {
    return "| %s | `%s` | %s | %s |\n"
        .formatted(kind(grant), grant.name(), pattern(grant), operation(grant));
  }

  private static String kind(Grant grant) {
    return lower(grant.resource()).replace('_', ' ');
  }

  private static String pattern(Grant grant) {
    return lower(grant.pattern());
  }

  private static String operation(Grant grant) {
    String name = lower(grant.operation());
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** One for each kind of resource, pattern and operation. */
  private static String commands() {
    Map<String, StringBuilder> commands = new LinkedHashMap<>();
    for (Grant grant : GRANTS) {
      commands
          .computeIfAbsent(operation(grant) + kind(grant), any -> command(grant))
          .append(" \\\n  --%s %s".formatted(kind(grant).replace(' ', '-'), grant.name()));
    }
    return String.join("\n", commands.values()) + "\n";
  }

  private static StringBuilder command(Grant grant) {
    return new StringBuilder(
            "kafka-acls.sh --bootstrap-server broker:9093 --command-config admin.properties")
        .append(" \\\n  --add --allow-principal User:customer-health --operation ")
        .append(operation(grant))
        .append(grant.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
