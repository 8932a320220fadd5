package dev.customerhealth.cli.demo;

/** How many events went by in the last second or two. */
final class Rate {

  private static final long WINDOW_NANOS = 1_000_000_000;
  private static final long LOOK_NANOS = 50_000_000;

  private long windowNanos = System.nanoTime();
  private long count;
  private long perSecond;
  private long lookNanos = windowNanos;

  void add() {
    count++;
  }

  long perSecond() {
    long past = System.nanoTime() - windowNanos;
    if (past >= WINDOW_NANOS) {
      perSecond = Math.round(count * 1e9 / past);
      windowNanos = System.nanoTime();
      count = 0;
    }
    return perSecond;
  }

  /** True at most twenty times a second. */
  boolean isTimeToLook() {
    if (System.nanoTime() - lookNanos < LOOK_NANOS) {
      return false;
    }
    lookNanos = System.nanoTime();
    return true;
  }
}
