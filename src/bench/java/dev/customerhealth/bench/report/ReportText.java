package dev.customerhealth.bench.report;

import java.util.Locale;
import java.util.function.Function;

/** A report as tables for a person. */
public final class ReportText {

  private ReportText() {}

  public static String of(Report report) {
    StringBuilder text = new StringBuilder();
    report
        .machine()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    line(
        text,
        "%n%-11s %-27s %-38s %2s %12s %19s %9s %7s %9s",
        "part",
        "contestant",
        "load",
        "p",
        "events/s",
        "least..most",
        "CPU s/1M",
        "MiB",
        "state MB");
    for (Measured one : report.measured()) {
      if (one.runs().isEmpty()) {
        continue;
      }
      Spread rate = one.rate();
      var last = one.runs().get(one.runs().size() - 1);
      line(
          text,
          "%-11s %-27s %-38s %2d %,12.0f %19s %9.1f %,7d %,9d",
          one.part(),
          one.contestant().label(),
          one.load().prefix().replace("bench-", ""),
          one.parallelism(),
          rate.median(),
          String.format(Locale.ROOT, "%,.0f..%,.0f", rate.least(), rate.most()),
          one.cpuPerMillion().median(),
          last.peakMib(),
          last.stateBytes() / 1_000_000);
    }
    state(report, text);
    if (!report.latencies().isEmpty()) {
      latencies(report, text);
    }
    line(text, "%n%-52s %8s %17s %3s %8s", "ratio", "median", "least..most", "n", "wanted");
    for (Ratio ratio : report.ratios()) {
      Spread value = ratio.value();
      line(
          text,
          "%-52s %8.3f %17s %3d %8s %s",
          ratio.name(),
          value.median(),
          String.format(Locale.ROOT, "%.3f..%.3f", value.least(), value.most()),
          value.n(),
          ratio.target() == 0
              ? ""
              : String.format(Locale.ROOT, ratio.atMost() ? "<=%.2f" : "%.2f", ratio.target()),
          ratio.verdict());
    }
    return text.toString();
  }

  private static void latencies(Report report, StringBuilder text) {
    line(
        text,
        "%n%-20s %-14s %9s %30s %30s",
        "latency, ms",
        "",
        "events/s",
        "to append p50/p99/p99.9",
        "to reader p50/p99/p99.9");
    for (Latency one : report.latencies()) {
      line(
          text,
          "%-20s %-14s %,9d %30s %30s",
          one.contestant().label(),
          (one.exactlyOnce() ? "exactly-once" : "at-least-once")
              + (one.boundMillis() > 0 ? " +" + one.boundMillis() : ""),
          one.eventsPerSecond(),
          quantiles(one, Latency.Window::appended),
          quantiles(one, Latency.Window::visible));
    }
  }

  private static String quantiles(
      Latency latency, Function<Latency.Window, Latency.Quantiles> until) {
    return String.format(
        Locale.ROOT,
        "%.0f / %.0f / %.0f",
        latency.spread(window -> until.apply(window).p50()).median(),
        latency.spread(window -> until.apply(window).p99()).median(),
        latency.spread(window -> until.apply(window).p999()).median());
  }

  private static void state(Report report, StringBuilder text) {
    if (report.state() != null) {
      line(
          text,
          "%nbytes per customer, everything included: median %d, p99 %d, mean %.0f; the value"
              + " alone: median %d",
          report.state().median(),
          report.state().p99(),
          report.state().mean(),
          report.state().medianValue());
      report
          .state()
          .meanByState()
          .forEach((state, mean) -> line(text, "  %-48s mean %8.1f", state, mean));
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).replaceAll(" +$", "")).append('\n');
  }
}
