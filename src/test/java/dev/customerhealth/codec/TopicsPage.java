package dev.customerhealth.codec;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** docs/topics.md, from {@link Topic}, the schemas and {@link RejectReason}. */
final class TopicsPage {

  private final StringBuilder page = new StringBuilder();
  private final Map<String, Schema> symbols = new LinkedHashMap<>();

  static String markdown() {
    return new TopicsPage().write();
  }

  private String write() {
    page.append("# Topics and records\n\n");
    page.append(
        "Generated from `Topic` and `avro/`; `mvn test -Dtest=TopicsDocTest -Ddocs.write=true` writes it anew.\n\n");
    page.append(
        "Every name begins with a prefix, `customer-health` unless `--topic-prefix` says otherwise. Values are Avro:\n");
    page.append(
        "single-object encoding, or the Confluent framing with a schema registry. In file mode the same records are\n");
    page.append(
        "lines of JSON in the file named: times as ISO-8601 text, money as plain decimal text.\n");
    topics("Inputs", true);
    topics("Outputs", false);
    schemas().forEach(this::fields);
    codes();
    reasons();
    return page.toString();
  }

  private void topics(String title, boolean input) {
    page.append("\n## ").append(title).append("\n\n");
    page.append(
        "| topic | file | record | key | clean-up | retention | timestamp | partitions |\n|---|---|---|---|---|---|---|---|\n");
    Arrays.stream(Topic.values())
        .filter(topic -> topic.isInput() == input)
        .forEach(
            topic ->
                row(
                    "`" + topic.fullName(Topic.DEFAULT_PREFIX) + "`",
                    file(topic),
                    link(topic.schema()),
                    cell(topic.key()),
                    "`" + topic.cleanup().kafkaValue() + "`",
                    retention(topic),
                    "`" + topic.timestamps().kafkaValue() + "`",
                    String.valueOf(topic.partitions())));
  }

  private static String file(Topic topic) {
    if (topic.isInput()) {
      return "`--" + topic.fileName() + (topic == Topic.RULES ? "`" : "` (CSV)");
    }
    return topic == Topic.SCORES_FLAT ? "`scores.csv`" : "`" + topic.fileName() + ".jsonl`";
  }

  private static String retention(Topic topic) {
    return topic.retentionMillis() < 0
        ? "none (`-1`)"
        : Duration.ofMillis(topic.retentionMillis()).toDays() + " days";
  }

  private static Set<Schema> schemas() {
    return Arrays.stream(Topic.values())
        .map(Topic::schema)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void fields(Schema schema) {
    page.append("\n## ")
        .append(schema.getName())
        .append("\n\n")
        .append(schema.getDoc())
        .append("\n\n");
    page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    fieldRows("", schema);
  }

  private void fieldRows(String prefix, Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      row(
          "`" + prefix + field.name() + "`",
          type(field.schema()),
          fallback(field),
          cell(field.doc()));
      nested(field.schema()).forEach(child -> fieldRows(prefix + field.name() + ".", child));
    }
  }

  private static Stream<Schema> nested(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> Stream.of(schema);
      case ARRAY -> nested(schema.getElementType());
      case UNION -> schema.getTypes().stream().flatMap(TopicsPage::nested);
      default -> Stream.empty();
    };
  }

  private String type(Schema schema) {
    LogicalType meaning = schema.getLogicalType();
    if (meaning != null) {
      return meaning.getName().equals("decimal") ? "decimal(20,4)" : meaning.getName();
    }
    return switch (schema.getType()) {
      case UNION -> type(schema.getTypes().get(1)) + " or null";
      case ARRAY -> "list of " + type(schema.getElementType());
      case MAP -> "map of " + type(schema.getValueType());
      case RECORD -> "record " + schema.getName();
      case ENUM -> {
        symbols.put(schema.getName(), schema);
        yield link(schema);
      }
      default -> schema.getType().getName();
    };
  }

  private static String fallback(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return "required";
    }
    Schema.Type type = field.schema().getType();
    boolean shown =
        type == Schema.Type.ENUM
            || type == Schema.Type.INT
            || type == Schema.Type.LONG
            || type == Schema.Type.BOOLEAN;
    return shown ? "`" + field.defaultVal() + "`" : "";
  }

  private void codes() {
    page.append(
        "\n## Codes\n\nEach list also has `UNKNOWN`: what a reader sees in place of a symbol that only a newer writer knows. An input\n");
    page.append("with it is rejected.\n");
    symbols.values().stream()
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(
            code ->
                page.append("\n### ")
                    .append(code.getName())
                    .append("\n\n")
                    .append(code.getDoc())
                    .append("\n\n")
                    .append(
                        code.getEnumSymbols().stream()
                            .filter(s -> !s.equals("UNKNOWN"))
                            .map(s -> "`" + s + "`")
                            .collect(Collectors.joining(", ")))
                    .append("\n"));
  }

  private void reasons() {
    page.append("\n## Why an input is rejected\n\n| reason | meaning |\n|---|---|\n");
    Arrays.stream(RejectReason.values())
        .forEach(reason -> row("`" + reason + "`", cell(reason.description())));
  }

  private void row(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String link(Schema schema) {
    return "["
        + schema.getName()
        + "](#"
        + schema.getName().toLowerCase(java.util.Locale.ROOT)
        + ")";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
