package dev.customerhealth.bench.report;

import dev.customerhealth.bench.run.RunResult;
import dev.customerhealth.bench.state.StateSizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that has been found out so far.
 *
 * @param isComplete whether nothing more is to come
 * @param seconds what it took, of all calls together
 * @param calls one; more if it was interrupted and went on
 * @param state bytes per customer on the bundled purchases; null: not measured
 */
public record Report(
    Map<String, Object> machine,
    String command,
    boolean isComplete,
    double seconds,
    int calls,
    @Nullable StateSizes state,
    List<Measured> measured,
    List<Ratio> ratios,
    List<Latency> latencies) {

  /** For the last line of stdout and the file: the ratios and what they are made of. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("machine", machine);
    summary.put("command", command);
    summary.put("complete", isComplete);
    summary.put("calls", calls);
    summary.put("seconds", Math.round(seconds));
    List<Map<String, Object>> ratioFigures = new ArrayList<>();
    ratios.forEach(ratio -> ratioFigures.add(figures(ratio)));
    summary.put("ratios", ratioFigures);
    summary.put("state", state);
    List<Map<String, Object>> rates = new ArrayList<>();
    measured.stream().filter(one -> !one.runs().isEmpty()).forEach(one -> rates.add(figures(one)));
    summary.put("measured", rates);
    summary.put("latencies", latencies);
    return summary;
  }

  private static Map<String, Object> figures(Ratio ratio) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("name", ratio.name());
    figures.put("value", ratio.value());
    figures.put("target", ratio.target());
    figures.put("atMost", ratio.atMost());
    figures.put("verdict", ratio.verdict());
    return figures;
  }

  private static Map<String, Object> figures(Measured one) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("part", one.part());
    figures.put("contestant", one.contestant().key());
    figures.put("label", one.contestant().label());
    figures.put("load", one.load().prefix());
    figures.put("customers", one.load().customers());
    figures.put("skewed", one.load().skewed());
    figures.put("parallelism", one.parallelism());
    figures.put("eventsPerSecond", one.rate());
    figures.put("cpuSecondsPerMillion", one.cpuPerMillion());
    figures.put("peakMib", one.spread(RunResult::peakMib));
    figures.put("checkpointMillis", one.spread(RunResult::checkpointMillis));
    figures.put("checkpointBytes", one.spread(RunResult::checkpointBytes));
    figures.put("pauseMillis", one.spread(RunResult::pauseMillis));
    figures.put("stateBytes", one.spread(RunResult::stateBytes));
    figures.put("recoveryMillis", one.spread(RunResult::recoveryMillis));
    figures.put("runs", one.runs());
    return figures;
  }
}
