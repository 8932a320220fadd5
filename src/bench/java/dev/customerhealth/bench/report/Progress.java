package dev.customerhealth.bench.report;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What is said while it goes on, with the time that is likely left. */
final class Progress {

  private static final double MINUTE = 60;

  private final PrintWriter err;
  private final long started = System.nanoTime();
  private final Map<Object, Double> secondsOf = new HashMap<>();

  Progress(PrintWriter err) {
    this.err = err;
  }

  double seconds() {
    return (System.nanoTime() - started) / 1e9;
  }

  /** Notes what a run took, its start and end included. */
  void took(Object what, double seconds) {
    secondsOf.put(what, seconds);
  }

  /** As it took the last time, or else as one of the others does. */
  double expected(Object what) {
    double mean = secondsOf.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return secondsOf.getOrDefault(what, mean);
  }

  void say(String format, Object... values) {
    err.printf(
        Locale.ROOT,
        "[%5.1f min] %s%n",
        seconds() / MINUTE,
        String.format(Locale.ROOT, format, values));
    err.flush();
  }

  void sayLeft(double secondsLeft) {
    say("about %.0f min to go", Math.ceil(secondsLeft / MINUTE));
  }
}
