package dev.customerhealth.operator;

import dev.customerhealth.domain.customer.Customer;
import java.io.IOException;

/** Instants of a customer in few bytes: {@code NEVER} and {@code BEFORE_ALL} take one. */
final class Instants {

  private static final int NEVER = 0;
  private static final int BEFORE_ALL = 1;
  private static final int OTHERS = 2;

  private Instants() {}

  static void write(long millis, CompactOutput out) throws IOException {
    out.count(isSpecial(millis) ? code(millis) : millis + OTHERS);
  }

  static long read(CompactInput in) throws IOException {
    long value = in.count();
    return value < OTHERS && value >= 0 ? special(value) : value - OTHERS;
  }

  /** As the distance to an instant that is most often near or the same. */
  static void write(long millis, long base, CompactOutput out) throws IOException {
    if (isSpecial(millis) || isSpecial(base)) {
      write(millis, out);
    } else {
      long distance = millis - base;
      out.count((distance << 1 ^ distance >> 63) + OTHERS);
    }
  }

  /** What {@link #write(long, long, CompactOutput)} wrote; version 1 wrote whole instants. */
  static long read(long base, int version, CompactInput in) throws IOException {
    if (version < 2 || isSpecial(base)) {
      return read(in);
    }
    long value = in.count();
    if (value < OTHERS && value >= 0) {
      return special(value);
    }
    long zigzag = value - OTHERS;
    return base + (zigzag >>> 1 ^ -(zigzag & 1));
  }

  private static boolean isSpecial(long millis) {
    return millis == Customer.NEVER || millis == Customer.BEFORE_ALL;
  }

  private static long code(long millis) {
    return millis == Customer.NEVER ? NEVER : BEFORE_ALL;
  }

  private static long special(long code) {
    return code == NEVER ? Customer.NEVER : Customer.BEFORE_ALL;
  }
}
