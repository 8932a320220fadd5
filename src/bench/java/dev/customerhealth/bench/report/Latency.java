package dev.customerhealth.bench.report;

import dev.customerhealth.bench.rival.Contestant;
import java.util.Arrays;

/**
 * From the broker's append of the event, milliseconds.
 *
 * @param eventsPerSecond how many were sent
 * @param appended until the broker's append of what it led to
 * @param visible until a consumer in read_committed has it
 */
public record Latency(
    Contestant contestant,
    boolean exactlyOnce,
    int eventsPerSecond,
    int n,
    Quantiles appended,
    Quantiles visible) {

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
}
