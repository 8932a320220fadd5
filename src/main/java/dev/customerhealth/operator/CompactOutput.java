package dev.customerhealth.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in as few bytes as they need: LEB128 for counts, zigzag before it for what may be
 * negative.
 */
record CompactOutput(DataOutputView out) {

  /** A count; small ones take one byte. */
  void count(long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  void signed(long value) throws IOException {
    count(value << 1 ^ value >> 63);
  }

  /** Null takes one byte. */
  void text(@Nullable String text) throws IOException {
    bytes(text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  /** Null takes one byte. */
  void bytes(byte @Nullable [] bytes) throws IOException {
    if (bytes == null) {
      count(0);
      return;
    }
    count(bytes.length + 1L);
    out.write(bytes);
  }

  /** A number or null, in one byte more than the number. */
  void optional(@Nullable Number number) throws IOException {
    out.writeBoolean(number != null);
    if (number != null) {
      signed(number.longValue());
    }
  }

  void real(@Nullable Double real) throws IOException {
    out.writeBoolean(real != null);
    if (real != null) {
      out.writeDouble(real);
    }
  }

  /** A symbol or null; the order of an enum's constants must therefore never change. */
  void symbol(@Nullable Enum<?> symbol) throws IOException {
    count(symbol == null ? 0 : symbol.ordinal() + 1L);
  }

  void flag(@Nullable Boolean flag) throws IOException {
    out.writeByte(flag == null ? 0 : flag ? 2 : 1);
  }

  /** The low six bytes. */
  void six(long value) throws IOException {
    out.writeShort((int) (value >>> 32));
    out.writeInt((int) value);
  }
}
