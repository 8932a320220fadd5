package dev.customerhealth.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * Tells a person that long work goes on: nothing in the first two seconds, then a line every two,
 * rewritten in place on a terminal.
 */
final class Progress {

  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  /** Looking at the clock for each of a million rows would cost more than reading them. */
  private static final long LOOK_EVERY = 1024;

  private final PrintWriter err;
  private final LongFunction<String> text;
  private final boolean inPlace = System.console() != null;
  private long next = System.nanoTime() + EVERY_NANOS;
  private boolean shown;

  /**
   * @param text what to say of a count
   */
  Progress(PrintWriter err, LongFunction<String> text) {
    this.err = err;
    this.text = text;
  }

  /** To be called for each row. */
  void at(long count) {
    if (count % LOOK_EVERY == 0) {
      tell(count);
    }
  }

  /** To be called now and then. */
  void tell(long count) {
    if (System.nanoTime() < next) {
      return;
    }
    err.print(inPlace ? "\r" + text.apply(count) + "\u001b[K" : text.apply(count) + '\n');
    err.flush();
    shown = true;
    next = System.nanoTime() + EVERY_NANOS;
  }

  void done() {
    if (shown && inPlace) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
