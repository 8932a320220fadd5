package dev.customerhealth.codec;

import java.math.BigDecimal;

/**
 * The numbers that a key allows.
 *
 * @param open whether the lower end itself is left out
 */
record YamlRange(double from, double to, boolean open) {

  /** A share or a probability. */
  static final YamlRange SHARE = closed(0, 1);

  static YamlRange closed(double from, double to) {
    return new YamlRange(from, to, false);
  }

  static YamlRange above(double from, double to) {
    return new YamlRange(from, to, true);
  }

  boolean holds(double value) {
    return (open ? value > from : value >= from) && value <= to;
  }

  @Override
  public String toString() {
    return (open ? "above " : "from ") + plain(from) + (open ? " up to " : " to ") + plain(to);
  }

  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
