package dev.customerhealth.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON, one line each: fields in the order of the schema, absent ones as null, times as
 * ISO-8601 text with Z, dates as ISO dates, money as plain decimal text without trailing zeros,
 * maps by key. Equal records give equal bytes.
 */
public final class AvroJson {

  private static final JsonFactory JSON = new JsonFactory();

  private AvroJson() {}

  /** UTF-8, without a line break. */
  public static byte[] bytes(IndexedRecord source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      write(source, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static String text(IndexedRecord source) {
    return new String(bytes(source), StandardCharsets.UTF_8);
  }

  private static void write(IndexedRecord source, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Schema.Field field : source.getSchema().getFields()) {
      json.writeFieldName(field.name());
      writeValue(source.get(field.pos()), json);
    }
    json.writeEndObject();
  }

  private static void writeValue(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof IndexedRecord child) {
      write(child, json);
    } else if (value instanceof List<?> items) {
      writeItems(items, json);
    } else if (value instanceof Map<?, ?> entries) {
      writeEntries(entries, json);
    } else {
      writeScalar(value, json);
    }
  }

  private static void writeItems(List<?> items, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Object item : items) {
      writeValue(item, json);
    }
    json.writeEndArray();
  }

  private static void writeEntries(Map<?, ?> entries, JsonGenerator json) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    entries.forEach((key, value) -> sorted.put(key.toString(), value));
    json.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      json.writeFieldName(entry.getKey());
      writeValue(entry.getValue(), json);
    }
    json.writeEndObject();
  }

  private static void writeScalar(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Boolean yes) {
      json.writeBoolean(yes);
    } else if (value instanceof Double number) {
      writeDouble(number, json);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof ByteBuffer bytes) {
      json.writeBinary(bytes.array(), bytes.position(), bytes.remaining());
    } else {
      json.writeString(plain(value));
    }
  }

  /** JSON knows no NaN; none should come here. */
  private static void writeDouble(double number, JsonGenerator json) throws IOException {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  /** Text of a money amount, a time, a date, a symbol or a string. */
  static String plain(Object value) {
    return value instanceof BigDecimal money
        ? money.stripTrailingZeros().toPlainString()
        : value.toString();
  }
}
