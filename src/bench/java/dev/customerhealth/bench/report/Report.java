package dev.customerhealth.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that one call of the benchmark has found out. */
public record Report(
    Map<String, Object> machine,
    String command,
    double seconds,
    List<Measured> measured,
    List<Ratio> ratios,
    List<Latency> latencies) {

  static Report of(
      String command,
      double seconds,
      List<Measured> measured,
      List<Ratio> ratios,
      List<Latency> latencies) {
    return new Report(
        Machine.describe(),
        command,
        seconds,
        List.copyOf(measured),
        List.copyOf(ratios),
        List.copyOf(latencies));
  }

  /** For the last line of stdout: the ratios and what they are made of, by name. */
  public Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("machine", machine);
    summary.put("command", command);
    summary.put("seconds", Math.round(seconds));
    Map<String, Object> byName = new LinkedHashMap<>();
    ratios.forEach(ratio -> byName.put(ratio.name(), ratio));
    summary.put("ratios", byName);
    List<Map<String, Object>> rates = new ArrayList<>();
    measured.forEach(one -> rates.add(figures(one)));
    summary.put("measured", rates);
    summary.put("latencies", latencies);
    return summary;
  }

  private static Map<String, Object> figures(Measured one) {
    Map<String, Object> figures = new LinkedHashMap<>();
    var last = one.runs().get(one.runs().size() - 1);
    figures.put("part", one.part());
    figures.put("contestant", one.contestant().key());
    figures.put("load", one.load().prefix());
    figures.put("parallelism", one.parallelism());
    figures.put("exactlyOnce", last.exactlyOnce());
    figures.put("events", last.events());
    figures.put("eventsPerSecond", one.rate());
    figures.put("cpuSecondsPerMillion", one.cpuPerMillion());
    figures.put("compilerSeconds", last.compilerSeconds());
    figures.put("peakMib", last.peakMib());
    figures.put("checkpoints", last.checkpoints());
    figures.put("checkpointMillis", last.checkpointMillis());
    figures.put("checkpointBytes", last.checkpointBytes());
    figures.put("stateBytes", last.stateBytes());
    figures.put("recoveryMillis", last.recoveryMillis());
    return figures;
  }
}
