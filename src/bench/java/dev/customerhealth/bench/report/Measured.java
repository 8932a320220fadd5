package dev.customerhealth.bench.report;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.run.RunResult;
import java.util.List;

/** The runs of one contestant under one load, one for each pair. */
public record Measured(
    String part, Contestant contestant, Load load, int parallelism, List<RunResult> runs) {

  public Spread rate() {
    return Spread.of(runs.stream().map(RunResult::rate).toList());
  }

  public Spread cpuPerMillion() {
    return Spread.of(runs.stream().map(RunResult::cpuPerMillion).toList());
  }

  /** Of the first so many pairs that both have. */
  Spread rateOver(Measured other) {
    int pairs = Math.min(runs.size(), other.runs.size());
    return Spread.of(
        java.util.stream.IntStream.range(0, pairs)
            .mapToObj(i -> runs.get(i).rate() / other.runs.get(i).rate())
            .toList());
  }
}
