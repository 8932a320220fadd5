package dev.customerhealth.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** A record of any schema with every field filled, always the same. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2011-06-01T12:00:00.123Z");

  private static final Map<String, Object> FITTING =
      Map.of(
          "currency",
          "GBP",
          "homeCurrency",
          "VND",
          "scaleMin",
          0.0,
          "scaleMax",
          10.0,
          "caps",
          "LEVEL_1,LEAVING");

  private Samples() {}

  public static SpecificRecord of(Schema schema) {
    Contract.load();
    return (SpecificRecord) fill(schema);
  }

  private static IndexedRecord fill(Schema schema) {
    IndexedRecord filled =
        (IndexedRecord) SpecificData.getForSchema(schema).newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      Object fitting =
          field.schema().getType() == Schema.Type.ARRAY ? null : FITTING.get(field.name());
      filled.put(field.pos(), fitting != null ? fitting : value(field.schema(), field));
    }
    return filled;
  }

  private static Object value(Schema schema, Schema.Field field) {
    LogicalType meaning = schema.getLogicalType();
    if (meaning != null) {
      return meaningful(meaning.getName(), field.pos());
    }
    return switch (schema.getType()) {
      case UNION -> value(schema.getTypes().get(1), field);
      case RECORD -> fill(schema);
      case ARRAY -> List.of(value(schema.getElementType(), field));
      case MAP -> new TreeMap<>(byLanguage(schema.getValueType(), field));
      case ENUM ->
          Enum.valueOf(
              SpecificData.get().getClass(schema).asSubclass(Enum.class),
              schema.getEnumSymbols().get(0));
      case STRING -> field.name() + " \"1\", ạ";
      case INT -> field.pos() % 10;
      case LONG -> (long) field.pos();
      case DOUBLE -> field.pos() / 8.0;
      case BOOLEAN -> true;
      default -> throw new IllegalStateException("no sample of a " + schema.getType());
    };
  }

  private static Map<String, Object> byLanguage(Schema schema, Schema.Field field) {
    boolean isText = schema.getType() == Schema.Type.STRING;
    return isText ? Map.of("vi", "quán quen", "en", "regular") : Map.of("vi", value(schema, field));
  }

  private static Object meaningful(String name, int pos) {
    return switch (name) {
      case "timestamp-millis" -> NOON.plusSeconds(pos);
      case "date" -> LocalDate.of(2011, 6, 1).plusDays(pos);
      case "decimal" -> new BigDecimal("-1234.5").setScale(4).add(BigDecimal.valueOf(pos));
      default -> throw new IllegalStateException("no sample of a " + name);
    };
  }
}
