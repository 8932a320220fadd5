package dev.customerhealth.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.customerhealth.codec.Topic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The body of a request that creates a sink in Kafka Connect: a name and its configuration. */
record SinkConfig(String name, Map<String, String> config) {

  /**
   * Where a worker finds addresses and passwords: not in the configuration, which Connect shows.
   */
  static final String SECRETS = "/etc/customer-health/connect.properties";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * JSON on the topic, rows in Postgres: a new revision replaces the row, a tombstone deletes it.
   */
  static SinkConfig postgres(BoardTable table) {
    Map<String, String> config = jdbc(table);
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "true");
    config.put("value.converter.schema.content", schema(table).toString());
    config.putAll(transforms(table));
    return new SinkConfig("customer-health-" + dashed(table), config);
  }

  /** Avro with the registry's framing on the topic; flat records only. */
  static SinkConfig postgresFromRegistry(BoardTable table) {
    Map<String, String> config = jdbc(table);
    config.put("value.converter", "io.confluent.connect.avro.AvroConverter");
    config.put("value.converter.schema.registry.url", secret("schema.registry.url"));
    config.putAll(transforms(typedSteps(table)));
    return new SinkConfig("customer-health-" + dashed(table) + "-avro", config);
  }

  private static Map<String, String> jdbc(BoardTable table) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", table.topic().fullName(Topic.DEFAULT_PREFIX));
    config.put("consumer.override.isolation.level", "read_committed");
    config.put("connection.url", secret("postgres.url"));
    config.put("connection.username", secret("postgres.user"));
    config.put("connection.password", secret("postgres.password"));
    config.put("collection.name.format", table.fullName());
    config.put("insert.mode", "upsert");
    config.put("delete.enabled", "true");
    config.put("primary.key.mode", "record_key");
    config.put("primary.key.fields", table.key());
    config.put("schema.evolution", "none");
    config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    return config;
  }

  private static String secret(String name) {
    return "${file:" + SECRETS + ":" + name + "}";
  }

  /** What the converter makes of a record; fields that are not named here are left out. */
  private static ObjectNode schema(BoardTable table) {
    Map<String, List<BoardColumn>> byField = new LinkedHashMap<>();
    table
        .columns()
        .forEach(
            column ->
                byField
                    .computeIfAbsent(column.path().split("\\.")[0], field -> new ArrayList<>())
                    .add(column));
    ObjectNode schema = struct(false);
    byField.forEach((field, columns) -> fields(schema).add(field(field, columns)));
    return schema;
  }

  private static ObjectNode field(String name, List<BoardColumn> columns) {
    if (columns.get(0).path().equals(name)) {
      return scalar(name, columns.get(0));
    }
    ObjectNode texts = struct(true).put("field", name);
    columns.forEach(
        column -> fields(texts).add(scalar(column.path().substring(name.length() + 1), column)));
    return texts;
  }

  private static ObjectNode scalar(String name, BoardColumn column) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("field", name)
        .put("type", column.connectType())
        .put("optional", column.optional());
  }

  private static ObjectNode struct(boolean optional) {
    ObjectNode struct = JsonNodeFactory.instance.objectNode().put("type", "struct");
    struct.put("optional", optional).putArray("fields");
    return struct;
  }

  private static ArrayNode fields(ObjectNode struct) {
    return (ArrayNode) struct.get("fields");
  }

  /**
   * The key becomes a record of one column, which is what the sink takes. Texts by language become
   * columns, and camelCase becomes what SQL needs not quote.
   */
  private static Map<String, String> transforms(BoardTable table) {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("key.type", "org.apache.kafka.connect.transforms.HoistField$Key");
    steps.put("key.field", table.key());
    if (table.columns().stream().anyMatch(column -> column.path().contains("."))) {
      steps.put("flatten.type", "org.apache.kafka.connect.transforms.Flatten$Value");
      steps.put("flatten.delimiter", "_");
    }
    String renames = renames(table);
    if (!renames.isEmpty()) {
      steps.put("rename.type", "org.apache.kafka.connect.transforms.ReplaceField$Value");
      steps.put("rename.renames", renames);
    }
    return transforms(steps);
  }

  /**
   * Times become text in UTC, as in JSON: the sink would write them in the zone of its JVM, and a
   * column with a zone would take them for something else.
   */
  private static Map<String, String> typedSteps(BoardTable table) {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("key.type", "org.apache.kafka.connect.transforms.HoistField$Key");
    steps.put("key.field", table.key());
    table.columns().stream()
        .filter(column -> column.sqlType().equals("timestamptz"))
        .map(BoardColumn::name)
        .forEach(
            name -> {
              String type = "org.apache.kafka.connect.transforms.TimestampConverter$Value";
              steps.put(name + ".type", type);
              steps.put(name + ".field", name);
              steps.put(name + ".target.type", "string");
              steps.put(name + ".format", "yyyy-MM-dd'T'HH:mm:ss.SSSX");
            });
    return steps;
  }

  private static Map<String, String> transforms(Map<String, String> steps) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(
        "transforms",
        steps.keySet().stream()
            .map(step -> step.split("\\.")[0])
            .distinct()
            .collect(Collectors.joining(",")));
    steps.forEach((name, value) -> config.put("transforms." + name, value));
    return config;
  }

  private static String renames(BoardTable table) {
    return table.columns().stream()
        .filter(column -> !flattened(column).equals(column.name()))
        .map(column -> flattened(column) + ":" + column.name())
        .collect(Collectors.joining(","));
  }

  private static String flattened(BoardColumn column) {
    return column.path().replace('.', '_');
  }

  static String dashed(BoardTable table) {
    return table.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    config.forEach(body.putObject("config")::put);
    try {
      return JSON.writeValueAsString(body) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
