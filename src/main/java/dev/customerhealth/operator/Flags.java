package dev.customerhealth.operator;

/** Several flags in one number, each a bit of its own. */
final class Flags {

  private Flags() {}

  static int of(int bit, boolean isSet) {
    return isSet ? bit : 0;
  }

  static boolean has(int bit, int flags) {
    return (flags & bit) != 0;
  }
}
