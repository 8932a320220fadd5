package dev.customerhealth.cli.demo;

import java.time.Duration;
import java.time.Instant;

/** The wall-clock time at which an instant of history is due. */
final class Clock {

  private static final double NANOS_PER_DAY = 86_400e9;

  private final Instant start;
  private final double nanosPerHistoryNano;
  private long zeroNanos;

  /**
   * @param start the instant of history that is due now
   * @param daysPerSecond of history, above 0
   */
  Clock(Instant start, double daysPerSecond) {
    this.start = start;
    this.nanosPerHistoryNano = 1e9 / (daysPerSecond * NANOS_PER_DAY);
    this.zeroNanos = System.nanoTime();
  }

  /** Zero or less when it is due. */
  Duration until(Instant time) {
    double history = Duration.between(start, time).toMillis() * 1e6;
    return Duration.ofNanos(zeroNanos + (long) (history * nanosPerHistoryNano) - System.nanoTime());
  }

  /** For time that was spent on something else than history. */
  void standStill(Duration time) {
    zeroNanos += time.toNanos();
  }
}
