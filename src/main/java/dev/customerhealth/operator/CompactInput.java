package dev.customerhealth.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.jspecify.annotations.Nullable;

/** Reads what {@link CompactOutput} wrote. */
record CompactInput(DataInputView in) {

  long count() throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.readByte();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  int number() throws IOException {
    return Math.toIntExact(count());
  }

  long signed() throws IOException {
    long value = count();
    return value >>> 1 ^ -(value & 1);
  }

  int signedNumber() throws IOException {
    return Math.toIntExact(signed());
  }

  @Nullable String text() throws IOException {
    byte[] bytes = bytes();
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  byte @Nullable [] bytes() throws IOException {
    int length = number() - 1;
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  @Nullable Integer optionalNumber() throws IOException {
    return in.readBoolean() ? (Integer) signedNumber() : null;
  }

  @Nullable Long optionalSigned() throws IOException {
    return in.readBoolean() ? (Long) signed() : null;
  }

  @Nullable Double real() throws IOException {
    return in.readBoolean() ? (Double) in.readDouble() : null;
  }

  <E extends Enum<E>> @Nullable E symbol(E[] symbols) throws IOException {
    int ordinal = number() - 1;
    return ordinal < 0 ? null : symbols[ordinal];
  }

  @Nullable Boolean flag() throws IOException {
    byte flag = in.readByte();
    return flag == 0 ? null : (Boolean) (flag == 2);
  }

  long six() throws IOException {
    return (in.readShort() & 0xFFFFL) << 32 | in.readInt() & 0xFFFFFFFFL;
  }
}
