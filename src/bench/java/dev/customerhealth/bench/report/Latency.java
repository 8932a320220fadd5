package dev.customerhealth.bench.report;

import dev.customerhealth.bench.rival.Contestant;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * From the broker's append of an event, milliseconds.
 *
 * @param boundMillis out-of-orderness: for so long an event waits for others
 * @param checkpointMillis time between two checkpoints
 * @param eventsPerSecond how many were sent
 * @param pauseMillis the longest that scoring stood still before a checkpoint's barrier
 */
public record Latency(
    Contestant contestant,
    boolean exactlyOnce,
    long boundMillis,
    long checkpointMillis,
    int eventsPerSecond,
    long pauseMillis,
    List<Window> windows) {

  /**
   * Some seconds.
   *
   * @param sent events that were sent
   * @param answered those of them that led to something
   * @param appended until the broker's append of what they led to
   * @param visible until a consumer in read_committed has it
   */
  public record Window(int sent, int answered, Quantiles appended, Quantiles visible) {}

  public record Quantiles(double p50, double p99, double p999) {

    static Quantiles of(long[] millis) {
      long[] sorted = millis.clone();
      Arrays.sort(sorted);
      return new Quantiles(at(sorted, .5), at(sorted, .99), at(sorted, .999));
    }

    private static double at(long[] sorted, double share) {
      return sorted.length == 0
          ? Double.NaN
          : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }
  }

  Spread spread(ToDoubleFunction<Window> quantile) {
    return Spread.of(windows.stream().map(quantile::applyAsDouble).toList());
  }
}
