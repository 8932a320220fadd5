package dev.customerhealth.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one schema as Avro would, to the byte, with everything decided beforehand that
 * the schema decides: Avro's own writer asks each value of each record for its branch of a union
 * and for its conversion.
 */
@FunctionalInterface
interface SchemaWriter {

  /**
   * @throws RuntimeException when the value is not of the schema
   */
  void write(Object value, AvroBytes out);

  /** Null: for schemas that the contract's outputs do not use. */
  static @Nullable SchemaWriter of(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> optional(schema);
      case ARRAY -> array(schema);
      case STRING -> (value, out) -> out.text(value.toString());
      case ENUM -> (value, out) -> out.number(((Enum<?>) value).ordinal());
      case DOUBLE -> (value, out) -> out.real((Double) value);
      case BOOLEAN -> (value, out) -> out.flag((Boolean) value);
      case INT ->
          logical == null
              ? (value, out) -> out.number((Integer) value)
              : logical instanceof LogicalTypes.Date ? SchemaWriter::day : null;
      case LONG ->
          logical == null
              ? (value, out) -> out.number((Long) value)
              : logical instanceof LogicalTypes.TimestampMillis ? SchemaWriter::instant : null;
      case BYTES -> logical instanceof LogicalTypes.Decimal ? decimal(schema, logical) : null;
      default -> null;
    };
  }

  private static @Nullable SchemaWriter record(Schema schema) {
    List<Schema.Field> fields = schema.getFields();
    SchemaWriter[] writers = new SchemaWriter[fields.size()];
    for (Schema.Field field : fields) {
      SchemaWriter writer = of(field.schema());
      if (writer == null) {
        return null;
      }
      writers[field.pos()] = writer;
    }
    return (value, out) -> {
      IndexedRecord record = (IndexedRecord) value;
      for (int i = 0; i < writers.length; i++) {
        writers[i].write(record.get(i), out);
      }
    };
  }

  /** A union of null and something else. */
  private static @Nullable SchemaWriter optional(Schema schema) {
    List<Schema> branches = schema.getTypes();
    if (branches.size() != 2 || !schema.isNullable()) {
      return null;
    }
    int nothing = branches.get(0).getType() == Schema.Type.NULL ? 0 : 1;
    SchemaWriter something = of(branches.get(1 - nothing));
    if (something == null) {
      return null;
    }
    return (value, out) -> {
      if (value == null) {
        out.number(nothing);
      } else {
        out.number(1 - nothing);
        something.write(value, out);
      }
    };
  }

  /** In one block, and an empty one behind it. */
  private static @Nullable SchemaWriter array(Schema schema) {
    SchemaWriter element = of(schema.getElementType());
    if (element == null) {
      return null;
    }
    return (value, out) -> {
      Collection<?> elements = (Collection<?>) value;
      if (!elements.isEmpty()) {
        out.number(elements.size());
        for (Object one : elements) {
          element.write(one, out);
        }
      }
      out.number(0);
    };
  }

  private static SchemaWriter decimal(Schema schema, LogicalType logical) {
    Conversions.DecimalConversion conversion = new Conversions.DecimalConversion();
    return (value, out) -> out.counted(conversion.toBytes((BigDecimal) value, schema, logical));
  }

  private static void instant(Object value, AvroBytes out) {
    out.number(((Instant) value).toEpochMilli());
  }

  private static void day(Object value, AvroBytes out) {
    out.number(Math.toIntExact(((LocalDate) value).toEpochDay()));
  }
}
