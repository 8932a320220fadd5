package dev.customerhealth.bench.report;

import dev.customerhealth.bench.load.Load;
import dev.customerhealth.bench.rival.Contestant;
import dev.customerhealth.bench.run.RunResult;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The runs of one contestant under one load, one for each pair. */
public record Measured(
    String part, Contestant contestant, Load load, int parallelism, List<RunResult> runs) {

  public Spread rate() {
    return spread(RunResult::rate);
  }

  public Spread cpuPerMillion() {
    return spread(RunResult::cpuPerMillion);
  }

  Spread spread(ToDoubleFunction<RunResult> figure) {
    return Spread.of(runs.stream().map(figure::applyAsDouble).toList());
  }
}
