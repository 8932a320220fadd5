package dev.customerhealth.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records to Avro's single-object encoding: 0xC3 0x01, the schema's fingerprint, the record; or to
 * the Confluent framing: 0x00, the registry's id of the schema, the record. Threads may share it.
 */
public final class EventEncoder {

  private static final int TYPICAL_BYTES = 512;

  /** Byte by byte into a stream that locks itself takes 1.7 times as long. */
  private static final EncoderFactory BUFFERED =
      new EncoderFactory().configureBufferSize(TYPICAL_BYTES);

  private static final Map<Schema, Layout> LAYOUTS = new ConcurrentHashMap<>();

  static {
    Contract.load();
  }

  /** By Avro's own writer, to compare with. */
  static byte[] encodeByAvro(SpecificRecord source) {
    Layout layout = layout(source);
    return byAvro(source, layout, layout.header);
  }

  /**
   * @throws RuntimeException of Avro when the record breaks its own schema, such as money of more
   *     than four decimals
   */
  public byte[] encode(SpecificRecord source) {
    Layout layout = layout(source);
    return encode(source, layout, layout.header);
  }

  /**
   * In the Confluent framing.
   *
   * @param id the registry's id of the record's schema
   */
  byte[] encode(SpecificRecord source, int id) {
    return encode(source, layout(source), confluentHeader(id));
  }

  private static byte[] encode(SpecificRecord source, Layout layout, byte[] header) {
    SchemaWriter direct = layout.direct;
    if (direct != null) {
      try {
        AvroBytes out = new AvroBytes(TYPICAL_BYTES);
        out.raw(header);
        direct.write(source, out);
        return out.toArray();
      } catch (RuntimeException e) {
        // Avro shall say what is wrong with it.
      }
    }
    return byAvro(source, layout, header);
  }

  private static byte[] byAvro(SpecificRecord source, Layout layout, byte[] header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_BYTES);
    out.writeBytes(header);
    BinaryEncoder encoder = BUFFERED.binaryEncoder(out, null);
    try {
      layout.writer.write(source, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The ten bytes that go before a record of this schema. */
  static byte[] header(Schema schema) {
    ByteBuffer header = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    header
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(SchemaNormalization.parsingFingerprint64(schema));
    return header.array();
  }

  private static byte[] confluentHeader(int id) {
    return ByteBuffer.allocate(5).put((byte) 0x00).putInt(id).array();
  }

  private static Layout layout(SpecificRecord source) {
    Schema schema = source.getSchema();
    Layout known = LAYOUTS.get(schema);
    return known != null
        ? known
        : LAYOUTS.computeIfAbsent(schema, s -> Layout.of(s, source.getClass()));
  }

  /**
   * How a schema is written.
   *
   * @param direct null: by Avro's writer only
   */
  private record Layout(
      byte[] header, SpecificDatumWriter<SpecificRecord> writer, @Nullable SchemaWriter direct) {

    static Layout of(Schema schema, Class<?> type) {
      return new Layout(
          EventEncoder.header(schema),
          new SpecificDatumWriter<>(schema, SpecificData.getForClass(type)),
          SchemaWriter.of(schema));
    }
  }
}
