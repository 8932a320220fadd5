package dev.customerhealth.codec;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.jspecify.annotations.Nullable;

/**
 * Whether records of one schema can be read as another, more strictly than Avro's own resolution,
 * which ignores logical types: it would read an amount of two decimals as one of four, a hundred
 * times too small, and microseconds as milliseconds.
 */
final class SchemaFit {

  private SchemaFit() {}

  /** What is wrong, or null when the writer's records can be read. */
  static @Nullable String fault(Schema reader, Schema writer) {
    var verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (verdict.getType() != SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE) {
      return verdict.getResult().getIncompatibilities().stream()
          .map(i -> i.getType() + " at " + i.getLocation())
          .findFirst()
          .orElse("incompatible");
    }
    if (isUnbounded(writer, new HashSet<>())) {
      return "a list of items without bytes, which no length limits";
    }
    return logicalFault(reader, writer, "");
  }

  private static @Nullable String logicalFault(Schema reader, Schema writer, String path) {
    if (reader.isUnion() || writer.isUnion()) {
      return branches(reader).stream()
          .flatMap(
              r ->
                  branches(writer).stream()
                      .filter(w -> w.getType() == r.getType())
                      .map(w -> logicalFault(r, w, path)))
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
    if (reader.getType() != writer.getType()) {
      return reader.getLogicalType() == null && writer.getLogicalType() == null
          ? null
          : path + ": other type";
    }
    return switch (reader.getType()) {
      case RECORD -> fieldFault(reader, writer, path);
      case ARRAY -> logicalFault(reader.getElementType(), writer.getElementType(), path + "[]");
      case MAP -> logicalFault(reader.getValueType(), writer.getValueType(), path + "{}");
      default ->
          Objects.equals(meaning(reader), meaning(writer))
              ? null
              : path + ": " + meaning(writer) + " cannot be read as " + meaning(reader);
    };
  }

  private static @Nullable String fieldFault(Schema reader, Schema writer, String path) {
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = writer.getField(field.name());
      String fault =
          written == null
              ? null
              : logicalFault(field.schema(), written.schema(), path + "/" + field.name());
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private static @Nullable String meaning(Schema schema) {
    LogicalType type = schema.getLogicalType();
    if (type == null) {
      return null;
    }
    return type instanceof org.apache.avro.LogicalTypes.Decimal d
        ? "decimal of scale " + d.getScale()
        : type.getName();
  }

  /**
   * Skipping a list of nothings costs time by its count alone, and eight bytes can announce 2^62 of
   * them.
   */
  private static boolean isUnbounded(Schema schema, Set<Schema> seen) {
    return switch (schema.getType()) {
      case ARRAY -> isEmpty(schema.getElementType()) || isUnbounded(schema.getElementType(), seen);
      case MAP -> isUnbounded(schema.getValueType(), seen);
      case UNION -> schema.getTypes().stream().anyMatch(branch -> isUnbounded(branch, seen));
      case RECORD ->
          seen.add(schema)
              && schema.getFields().stream().anyMatch(field -> isUnbounded(field.schema(), seen));
      default -> false;
    };
  }

  /**
   * A record can only contain itself through a union, a list or a map, which have bytes: the
   * recursion ends.
   */
  private static boolean isEmpty(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case FIXED -> schema.getFixedSize() == 0;
      case RECORD -> schema.getFields().stream().allMatch(field -> isEmpty(field.schema()));
      default -> false;
    };
  }
}
