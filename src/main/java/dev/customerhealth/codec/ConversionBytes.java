package dev.customerhealth.codec;

import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.EventType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A conversion on its way from one operator to the next, and in the state of the one that waits for
 * its time: a form of our own, because it is no part of the contract.
 */
public final class ConversionBytes {

  /** First byte of every payload. */
  private static final int VERSION = 1;

  private ConversionBytes() {}

  public static Envelope envelope(Conversion conversion) {
    return new Envelope(
        EventType.CONVERSION,
        conversion.customerId(),
        conversion.timeMillis(),
        conversion.id(),
        EventType.CONVERSION.plural(),
        Envelope.NO_PARTITION,
        0,
        Envelope.NOT_APPENDED,
        null,
        payload(conversion),
        null,
        null);
  }

  private static byte[] payload(Conversion conversion) {
    var bytes = new ByteArrayOutputStream(64);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(conversion.referralId());
      out.writeUTF(conversion.referredCustomerId());
      out.writeLong(conversion.referredAtMillis());
      out.writeBoolean(conversion.converted());
      out.writeInt(conversion.revision());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException for what {@link #envelope} did not make
   */
  public static Conversion conversion(Envelope envelope) {
    try (var in = new DataInputStream(new ByteArrayInputStream(envelope.payload()))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("Conversion of version " + version);
      }
      return new Conversion(
          envelope.customerId(),
          envelope.timeMillis(),
          envelope.id(),
          in.readUTF(),
          in.readUTF(),
          in.readLong(),
          in.readBoolean(),
          in.readInt());
    } catch (IOException e) {
      throw new IllegalArgumentException("No conversion: " + envelope.id(), e);
    }
  }
}
