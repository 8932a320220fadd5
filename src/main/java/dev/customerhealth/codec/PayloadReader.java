package dev.customerhealth.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of either wire format to records of one of today's schemas, whatever release wrote them.
 * Threads may share it: Avro's readers keep their state per thread.
 */
final class PayloadReader<T extends SpecificRecord> {

  static final int MAX_BYTES = 1 << 20;

  private static final byte CONFLUENT = 0x00;
  private static final int CONFLUENT_HEADER_BYTES = 5;
  private static final byte SINGLE_OBJECT_1 = (byte) 0xC3;
  private static final byte SINGLE_OBJECT_2 = 0x01;
  private static final int SINGLE_OBJECT_HEADER_BYTES = 10;

  private final Schema expected;
  private final long expectedFingerprint;
  private final @Nullable SchemaLookup registry;
  private final Map<Long, DatumReader<T>> byFingerprint = new ConcurrentHashMap<>();
  private final Map<Integer, DatumReader<T>> byRegistryId = new ConcurrentHashMap<>();

  PayloadReader(Schema expected, @Nullable SchemaLookup registry) {
    Contract.load();
    this.expected = expected;
    this.expectedFingerprint = SchemaNormalization.parsingFingerprint64(expected);
    this.registry = registry;
  }

  /**
   * @throws Rejection when the payload cannot be used
   * @throws RegistryException when that cannot be known: the registry is needed and does not answer
   */
  T read(byte[] payload) throws Rejection {
    if (payload.length == 0) {
      throw new Rejection(RejectReason.EMPTY_PAYLOAD, "no bytes");
    }
    if (payload.length > MAX_BYTES) {
      throw new Rejection(RejectReason.PAYLOAD_TOO_LARGE, payload.length + " bytes");
    }
    if (payload[0] == CONFLUENT && payload.length >= CONFLUENT_HEADER_BYTES) {
      return body(
          byRegistryId(ByteBuffer.wrap(payload).getInt(1)), payload, CONFLUENT_HEADER_BYTES);
    }
    if (payload[0] == SINGLE_OBJECT_1
        && payload.length >= SINGLE_OBJECT_HEADER_BYTES
        && payload[1] == SINGLE_OBJECT_2) {
      long fingerprint = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
      return body(byFingerprint(fingerprint), payload, SINGLE_OBJECT_HEADER_BYTES);
    }
    throw new Rejection(RejectReason.UNKNOWN_FRAMING, "first byte 0x%02X".formatted(payload[0]));
  }

  private T body(DatumReader<T> reader, byte[] payload, int from) throws Rejection {
    try {
      BinaryDecoder in =
          DecoderFactory.get().binaryDecoder(payload, from, payload.length - from, null);
      @SuppressWarnings("NullAway") // Avro takes null for "no record to reuse"
      T read = reader.read(null, in);
      if (!in.isEnd()) {
        throw new Rejection(RejectReason.UNREADABLE, "bytes left over after the record");
      }
      return read;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // The message may quote the data, the name of the fault does not.
      throw new Rejection(RejectReason.UNREADABLE, e.getClass().getSimpleName());
    }
  }

  private DatumReader<T> byFingerprint(long fingerprint) throws Rejection {
    DatumReader<T> known = byFingerprint.get(fingerprint);
    if (known != null) {
      return known;
    }
    Schema writer = fingerprint == expectedFingerprint ? expected : Contract.writer(fingerprint);
    if (writer == null) {
      throw new Rejection(RejectReason.UNKNOWN_SCHEMA, "fingerprint %016x".formatted(fingerprint));
    }
    DatumReader<T> reader = readerOf(writer);
    byFingerprint.put(fingerprint, reader);
    return reader;
  }

  private DatumReader<T> byRegistryId(int id) throws Rejection {
    DatumReader<T> known = byRegistryId.get(id);
    if (known != null) {
      return known;
    }
    DatumReader<T> reader = readerOf(lookUp(id));
    byRegistryId.put(id, reader);
    return reader;
  }

  private Schema lookUp(int id) throws Rejection {
    if (registry == null) {
      throw new Rejection(
          RejectReason.UNKNOWN_SCHEMA, "id " + id + ", and no schema registry is configured");
    }
    Schema writer;
    try {
      writer = registry.byId(id);
    } catch (SchemaParseException e) {
      throw new Rejection(
          RejectReason.UNKNOWN_SCHEMA, "id " + id + " in the schema registry is no Avro schema");
    }
    if (writer == null) {
      throw new Rejection(
          RejectReason.UNKNOWN_SCHEMA, "id " + id + " is not in the schema registry");
    }
    return writer;
  }

  private DatumReader<T> readerOf(Schema writer) throws Rejection {
    if (writer.getType() != Schema.Type.RECORD || !writer.getName().equals(expected.getName())) {
      String found =
          writer.getType() == Schema.Type.RECORD ? writer.getName() : writer.getType().getName();
      throw Rejection.of(RejectReason.WRONG_TYPE, expected.getName() + " expected", found);
    }
    String fault = SchemaFit.fault(expected, writer);
    if (fault != null) {
      throw Rejection.of(RejectReason.INCOMPATIBLE_SCHEMA, expected.getName(), fault);
    }
    return new SpecificDatumReader<>(writer, expected);
  }
}
