package dev.customerhealth.deploy;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * A scalar field of a record, as JSON carries it and as Postgres stores it.
 *
 * @param path of the field in the record, such as {@code summary.vi}
 * @param name of the column, such as {@code summary_vi}
 * @param connectType what Kafka Connect's JSON converter reads
 * @param sqlType what Postgres stores: it turns the text of a time or of money into that itself
 */
record BoardColumn(
    String path, String name, String connectType, String sqlType, boolean optional, String doc) {

  /** SQL reserves the word. */
  private static final Map<String, String> OTHER_NAMES = Map.of("primary", "is_primary");

  /** None for lists and records, one for each language for the map of texts. */
  static Stream<BoardColumn> of(Schema.Field field) {
    Schema schema = field.schema();
    boolean optional = schema.isNullable();
    Schema type = optional && schema.isUnion() ? schema.getTypes().get(1) : schema;
    return switch (type.getType()) {
      case ARRAY, RECORD -> Stream.empty();
      case MAP -> Stream.of("vi", "en").map(language -> text(field, language));
      default -> Stream.of(scalar(field, type, optional));
    };
  }

  private static BoardColumn scalar(Schema.Field field, Schema type, boolean optional) {
    return new BoardColumn(
        field.name(),
        OTHER_NAMES.getOrDefault(field.name(), snakeCase(field.name())),
        connectType(type),
        sqlType(type),
        optional,
        field.doc());
  }

  private static BoardColumn text(Schema.Field field, String language) {
    String doc = field.doc() + " In the language " + language + ".";
    String name = snakeCase(field.name()) + "_" + language;
    return new BoardColumn(field.name() + "." + language, name, "string", "text", true, doc);
  }

  private static String connectType(Schema type) {
    if (type.getLogicalType() != null) {
      return "string";
    }
    return switch (type.getType()) {
      case INT -> "int32";
      case LONG -> "int64";
      case DOUBLE -> "double";
      case BOOLEAN -> "boolean";
      case STRING, ENUM -> "string";
      default -> throw new IllegalStateException("no column for " + type);
    };
  }

  private static String sqlType(Schema type) {
    if (type.getLogicalType() != null) {
      return switch (type.getLogicalType().getName()) {
        case "timestamp-millis" -> "timestamptz";
        case "date" -> "date";
        case "decimal" -> "numeric(20,4)";
        default -> throw new IllegalStateException("no column for " + type);
      };
    }
    return switch (type.getType()) {
      case INT -> "integer";
      case LONG -> "bigint";
      case DOUBLE -> "double precision";
      case BOOLEAN -> "boolean";
      default -> "text";
    };
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
