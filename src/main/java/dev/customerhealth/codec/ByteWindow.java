package dev.customerhealth.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream seen through a window that starts at a mark: bytes are addressed from the mark on, and
 * the mark can only move forward. Memory is bounded by the reach. A stream that fails ends there,
 * and {@link #failure} says why.
 */
final class ByteWindow {

  /** The stream has ended, or failed. */
  static final int END = -1;

  /** The byte lies beyond the reach. */
  static final int TOO_FAR = -2;

  private static final int FIRST_BYTES = 1 << 16;

  private final InputStream in;
  private final int reach;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int mark;
  private int limit;
  private boolean ended;
  private @Nullable IOException failure;

  /**
   * @param reach how many bytes from the mark on can be addressed
   */
  ByteWindow(InputStream in, int reach) {
    this.in = in;
    this.reach = reach;
  }

  /** The byte at this offset from the mark, 0 to 255, or {@link #END} or {@link #TOO_FAR}. */
  int at(int offset) {
    int index = mark + offset;
    return index < limit && offset < reach ? bytes[index] & 0xFF : more(offset);
  }

  private int more(int offset) {
    if (offset >= reach) {
      return TOO_FAR;
    }
    while (mark + offset >= limit && !ended) {
      fill();
    }
    return mark + offset < limit ? bytes[mark + offset] & 0xFF : END;
  }

  private void fill() {
    makeRoom();
    try {
      int read = in.read(bytes, limit, bytes.length - limit);
      ended = read < 0;
      limit += Math.max(read, 0);
    } catch (IOException e) {
      failure = e;
      ended = true;
    }
  }

  private void makeRoom() {
    if (mark > 0) {
      System.arraycopy(bytes, mark, bytes, 0, limit - mark);
      limit -= mark;
      mark = 0;
    }
    if (limit == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
  }

  /** Moves the mark forward by this many bytes, all of them seen. */
  void advance(int count) {
    mark += count;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, mark + from, mark + to);
  }

  /** Why the stream broke off; null while it has not, and after a proper end. */
  @Nullable IOException failure() {
    return failure;
  }
}
