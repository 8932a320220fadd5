package dev.customerhealth.operator;

import java.io.IOException;

/**
 * Instants as the distance to another one, in the largest unit of which it is a whole number: looks
 * fall on midnights, due times on full hours, and most systems book to the minute or the second.
 * Distances of up to 2^60 ms; zero takes one byte.
 */
final class Moments {

  /** By their place, which takes two bits: never change. */
  private static final long[] UNIT_MILLIS = {86_400_000, 60_000, 1_000, 1};

  private static final int UNIT_BITS = 2;
  private static final int UNIT_MASK = 3;

  private Moments() {}

  static void write(long millis, long baseMillis, CompactOutput out) throws IOException {
    out.count(code(millis - baseMillis));
  }

  static long read(long baseMillis, CompactInput in) throws IOException {
    return baseMillis + distance(in.count());
  }

  private static long code(long distance) {
    int unit = 0;
    while (distance % UNIT_MILLIS[unit] != 0) {
      unit++;
    }
    long units = distance / UNIT_MILLIS[unit];
    return (units << 1 ^ units >> 63) << UNIT_BITS | unit;
  }

  private static long distance(long code) {
    long units = code >>> UNIT_BITS;
    return (units >>> 1 ^ -(units & 1)) * UNIT_MILLIS[(int) code & UNIT_MASK];
  }
}
