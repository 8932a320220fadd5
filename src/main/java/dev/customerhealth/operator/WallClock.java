package dev.customerhealth.operator;

/**
 * The time of the machine, for metrics and for nothing else: no output may depend on it, and {@code
 * ArchitectureTest} lets nobody but meters ask.
 */
final class WallClock {

  private WallClock() {}

  /** Epoch milliseconds. */
  static long millis() {
    return System.currentTimeMillis();
  }
}
