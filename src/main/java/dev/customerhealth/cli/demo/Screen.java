package dev.customerhealth.cli.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a person sees. Results go to stdout. The live line goes to stderr: rewritten in place on a
 * terminal, else a line every few seconds.
 */
final class Screen {

  private static final String CLEAR = "\r\u001b[K";
  private static final Duration IN_PLACE = Duration.ofMillis(150);
  private static final Duration LINES = Duration.ofSeconds(5);

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private long nextNanos;
  private boolean live;

  Screen(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** Shows how things stand, if the last time is long enough ago. */
  void live(Supplier<String> text) {
    if (System.nanoTime() - nextNanos < 0) {
      return;
    }
    nextNanos = System.nanoTime() + (terminal ? IN_PLACE : LINES).toNanos();
    err.print(terminal ? CLEAR + fitted(text.get()) : text.get() + '\n');
    err.flush();
    live = true;
  }

  /** A line that stays. */
  void print(String text) {
    wipe();
    out.println(text);
    out.flush();
  }

  /** A remark for a person, not a result. */
  void note(String text) {
    wipe();
    err.println(text);
    err.flush();
  }

  private void wipe() {
    if (live && terminal) {
      err.print(CLEAR);
      err.flush();
    }
    live = false;
  }

  /** A longer line would wrap, and could not be wiped. */
  private static String fitted(String text) {
    int width = columns();
    return text.length() < width ? text : text.substring(0, width - 2) + '…';
  }

  private static int columns() {
    try {
      return Math.max(40, Integer.parseInt(System.getenv().getOrDefault("COLUMNS", "100")));
    } catch (NumberFormatException e) {
      return 100;
    }
  }
}
