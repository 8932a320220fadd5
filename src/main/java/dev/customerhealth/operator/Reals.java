package dev.customerhealth.operator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The real numbers of one value, each bit by bit as it was. Whole numbers, tenths and
 * ten-thousandths take as few bytes as their digits need, others eight and one: the first time, for
 * a customer's own gap stands among the facts and in the evidence. One for writing, one for
 * reading.
 */
final class Reals {

  /** By their place, which takes two bits: never change. */
  private static final double[] PARTS = {0, 1, 10, 10_000};

  private static final int PART_BITS = 2;
  private static final int PART_MASK = 3;

  /** In the place of parts, and then one of these, or the place among those written before. */
  private static final int NO_PARTS = 0;

  private static final int NULL = 0;
  private static final int NEW = 1;
  private static final int KNOWN = 2;

  /** A bigger number is written bit by bit. */
  private static final double MOST = 1e12;

  /** Those that took eight bytes. */
  private final List<Double> known = new ArrayList<>(0);

  void write(@Nullable Double real, CompactOutput out) throws IOException {
    if (real == null) {
      writeCode(NULL, NO_PARTS, out);
      return;
    }
    for (int parts = 1; parts < PARTS.length; parts++) {
      long count = Math.round(real * PARTS[parts]);
      if (Math.abs(real) < MOST && isSame(count / PARTS[parts], real)) {
        writeCode(count << 1 ^ count >> 63, parts, out);
        return;
      }
    }
    int place = known.indexOf(real);
    writeCode(place < 0 ? NEW : KNOWN + place, NO_PARTS, out);
    if (place < 0) {
      known.add(real);
      out.out().writeDouble(real);
    }
  }

  @Nullable Double read(CompactInput in) throws IOException {
    long code = in.count();
    long number = code >>> PART_BITS;
    int parts = (int) code & PART_MASK;
    if (parts != NO_PARTS) {
      return (number >>> 1 ^ -(number & 1)) / PARTS[parts];
    }
    if (number == NULL) {
      return null;
    }
    if (number == NEW) {
      known.add(in.in().readDouble());
      return known.get(known.size() - 1);
    }
    return known.get(Math.toIntExact(number - KNOWN));
  }

  private static void writeCode(long number, int parts, CompactOutput out) throws IOException {
    out.count(number << PART_BITS | parts);
  }

  /** Bit by bit: minus zero is no zero. */
  private static boolean isSame(double one, double other) {
    return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
  }
}
