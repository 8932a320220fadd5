package dev.customerhealth.codec;

import dev.customerhealth.domain.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a file to records of today's schema, column by column as the schema says: the column
 * {@code customer_id} is the field {@code customerId}. What the values mean is decided after
 * decoding, in one place for files and Kafka.
 */
final class CsvColumns {

  private final byte[] header;
  private final List<Column> columns = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

  /**
   * @param names the header of the file, in its order
   * @throws IllegalArgumentException naming a required column that is missing or one that stands
   *     twice
   */
  CsvColumns(EventType type, String[] names) {
    Schema schema = Contract.input(type);
    List<String> found = normalised(names);
    header = EventEncoder.header(schema);
    for (Schema.Field field : schema.getFields()) {
      columns.add(Column.of(field, found));
    }
    String missing = missing(type, found);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "missing column "
              + missing
              + " (the header has: "
              + Rejection.clip(String.join(",", names))
              + ")"
              + (names.length == 1 && names[0].indexOf(';') >= 0
                  ? ": cells must be separated by commas, not semicolons"
                  : ""));
    }
  }

  byte[] encode(String[] cells) throws Rejection {
    out.reset();
    out.writeBytes(header);
    try {
      for (Column column : columns) {
        column.write(cells, encoder);
      }
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return out.toByteArray();
  }

  private static List<String> normalised(String[] names) {
    List<String> normalised = new ArrayList<>();
    for (String name : names) {
      String plain = name.strip().toLowerCase(Locale.ROOT);
      if (!plain.isEmpty() && normalised.contains(plain)) {
        throw new IllegalArgumentException("column " + plain + " stands twice in the header");
      }
      normalised.add(plain);
    }
    return normalised;
  }

  private String missing(EventType type, List<String> found) {
    return String.join(
        ", ",
        columns.stream()
            .filter(column -> column.isRequired() || alsoRequired(type).contains(column.name))
            .map(column -> column.name)
            .filter(name -> !found.contains(name))
            .toList());
  }

  /** An amount may be empty, but a file of purchases that has none at all is a mistake. */
  private static Set<String> alsoRequired(EventType type) {
    return type == EventType.PURCHASE ? Set.of("amount") : Set.of();
  }

  static String columnName(String field) {
    StringBuilder name = new StringBuilder();
    field
        .chars()
        .forEach(
            c ->
                name.append(Character.isUpperCase(c) ? "_" : "")
                    .append((char) Character.toLowerCase(c)));
    return name.toString();
  }

  /**
   * One field of the schema and where its cell stands.
   *
   * @param index of the cell in a row; -1 when the file has no such column
   * @param value the schema of the value itself, without the null of an optional field
   * @param whenEmpty the symbol that stands for an empty cell; null when there is none
   */
  private record Column(
      String name,
      String field,
      int index,
      Schema value,
      boolean optional,
      @Nullable String whenEmpty) {

    static Column of(Schema.Field field, List<String> found) {
      String name = columnName(field.name());
      boolean optional = field.schema().isUnion();
      Schema value = optional ? field.schema().getTypes().get(1) : field.schema();
      String whenEmpty =
          !optional && field.hasDefaultValue() ? String.valueOf(field.defaultVal()) : null;
      return new Column(name, field.name(), found.indexOf(name), value, optional, whenEmpty);
    }

    boolean isRequired() {
      return !optional && whenEmpty == null;
    }

    void write(String[] cells, Encoder out) throws IOException, Rejection {
      String cell = index < 0 ? "" : cells[index];
      if (optional) {
        out.writeIndex(cell.isEmpty() ? 0 : 1);
      }
      if (!cell.isEmpty()) {
        writeValue(cell, out);
      } else if (whenEmpty != null) {
        writeValue(whenEmpty, out);
      } else if (!optional) {
        throw new Rejection(RejectReason.MISSING_FIELD, field);
      }
    }

    private void writeValue(String cell, Encoder out) throws IOException, Rejection {
      switch (value.getType()) {
        case STRING -> out.writeString(cell);
        case LONG -> out.writeLong(CellText.millis(field, cell));
        case INT ->
            out.writeInt(isDate() ? CellText.epochDay(field, cell) : CellText.integer(field, cell));
        case DOUBLE -> out.writeDouble(CellText.number(field, cell));
        case BOOLEAN -> out.writeBoolean(CellText.yesNo(field, cell));
        case ENUM -> out.writeEnum(symbol(cell));
        case BYTES -> out.writeBytes(money(cell).unscaledValue().toByteArray());
        default -> throw new IllegalStateException("no column can hold a " + value.getType());
      }
    }

    private boolean isDate() {
      return value.getLogicalType() instanceof LogicalTypes.Date;
    }

    private int symbol(String cell) throws Rejection {
      String symbol = cell.toUpperCase(Locale.ROOT);
      if (!value.hasEnumSymbol(symbol)) {
        throw Rejection.of(RejectReason.UNKNOWN_SYMBOL, field, cell);
      }
      return value.getEnumOrdinal(symbol);
    }

    private BigDecimal money(String cell) throws Rejection {
      BigDecimal amount = CellText.decimal(RejectReason.INVALID_AMOUNT, field, cell);
      return FieldChecks.scaled(field, amount);
    }
  }
}
