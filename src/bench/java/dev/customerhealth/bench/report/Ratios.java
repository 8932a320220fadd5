package dev.customerhealth.bench.report;

import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.run.RunResult;
import dev.customerhealth.bench.state.StateSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has to be shown, from what was measured. */
final class Ratios {

  private static final double MOST_BYTES = 160;
  private static final double MOST_LATENCY = 3;

  private Ratios() {}

  static List<Ratio> of(
      Suite suite,
      Map<Suite.Entry, List<RunResult>> results,
      @Nullable StateSizes state,
      List<Latency> latencies) {
    List<Ratio> ratios = new ArrayList<>();
    for (Suite.Wanted wanted : suite.wanted()) {
      ratios.add(Ratio.atLeast(wanted.name(), rates(wanted, results), wanted.target()));
    }
    if (state != null) {
      ratios.add(
          Ratio.atMost(
              "bytes of state per customer, median",
              Spread.of(List.of((double) state.median())),
              MOST_BYTES));
    }
    for (boolean exactlyOnce : new boolean[] {false, true}) {
      Latency passThrough = find(latencies, Contestant.PASS_THROUGH, exactlyOnce, false);
      Latency job = find(latencies, Contestant.JOB, exactlyOnce, false);
      if (job != null && passThrough != null) {
        ratios.add(
            Ratio.atMost(
                "p99 latency, job over pass-through, "
                    + (exactlyOnce ? "exactly-once" : "at-least-once"),
                Spread.of(each(job, passThrough, (of, over) -> of / over)),
                exactlyOnce ? 0 : MOST_LATENCY));
      }
    }
    Latency job = find(latencies, Contestant.JOB, false, false);
    Latency bound = find(latencies, Contestant.JOB, false, true);
    if (job != null && bound != null) {
      ratios.add(
          Ratio.atMost(
              "p99 latency that a bound adds, over that bound",
              Spread.of(each(bound, job, (of, over) -> (of - over) / bound.boundMillis())),
              1));
    }
    return ratios;
  }

  private static Spread rates(Suite.Wanted wanted, Map<Suite.Entry, List<RunResult>> results) {
    int pairs =
        Stream.concat(wanted.of().stream(), wanted.over().stream())
            .mapToInt(entry -> results.getOrDefault(entry, List.of()).size())
            .min()
            .orElse(0);
    return Spread.of(
        IntStream.range(0, pairs)
            .mapToObj(i -> product(wanted.of(), results, i) / product(wanted.over(), results, i))
            .toList());
  }

  private static double product(
      List<Suite.Entry> entries, Map<Suite.Entry, List<RunResult>> results, int pair) {
    return entries.stream()
        .mapToDouble(entry -> results.getOrDefault(entry, List.of()).get(pair).rate())
        .reduce(1, (a, b) -> a * b);
  }

  private interface Compared {
    double of(double one, double other);
  }

  private static List<Double> each(Latency one, Latency other, Compared compared) {
    int pairs = Math.min(one.windows().size(), other.windows().size());
    return IntStream.range(0, pairs)
        .mapToObj(
            i ->
                compared.of(
                    one.windows().get(i).appended().p99(), other.windows().get(i).appended().p99()))
        .toList();
  }

  private static @Nullable Latency find(
      List<Latency> latencies, Contestant contestant, boolean exactlyOnce, boolean isBounded) {
    return latencies.stream()
        .filter(one -> one.contestant() == contestant && one.exactlyOnce() == exactlyOnce)
        .filter(one -> (one.boundMillis() > 0) == isBounded)
        .findFirst()
        .orElse(null);
  }
}
