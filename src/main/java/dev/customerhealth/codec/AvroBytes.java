package dev.customerhealth.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Grows as Avro's binary encoding is written to it. */
final class AvroBytes {

  private static final int MOST_VARINT_BYTES = 10;

  private byte[] bytes;
  private int length;

  AvroBytes(int typicalBytes) {
    bytes = new byte[typicalBytes];
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  void raw(byte[] more) {
    room(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  void flag(boolean value) {
    room(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** Zigzag, seven bits a byte, the lowest first. */
  void number(long value) {
    room(MOST_VARINT_BYTES);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void real(double value) {
    long bits = Double.doubleToRawLongBits(value);
    room(Double.BYTES);
    for (int i = 0; i < Double.BYTES; i++) {
      bytes[length++] = (byte) (bits >>> 8 * i);
    }
  }

  void text(String value) {
    counted(value.getBytes(StandardCharsets.UTF_8));
  }

  void counted(ByteBuffer value) {
    byte[] more = new byte[value.remaining()];
    value.duplicate().get(more);
    counted(more);
  }

  private void counted(byte[] more) {
    number(more.length);
    raw(more);
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
