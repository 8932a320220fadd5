package dev.customerhealth.bench.report;

import java.util.Locale;

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
          ratio.target() == 0 ? "" : String.format(Locale.ROOT, "%.2f", ratio.target()),
          ratio.target() == 0 ? "" : ratio.isReached() ? "reached" : "not reached");
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
          one.exactlyOnce() ? "exactly-once" : "at-least-once",
          one.eventsPerSecond(),
          quantiles(one.appended()),
          quantiles(one.visible()));
    }
  }

  private static String quantiles(Latency.Quantiles of) {
    return String.format(Locale.ROOT, "%.0f / %.0f / %.0f", of.p50(), of.p99(), of.p999());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).replaceAll(" +$", "")).append('\n');
  }
}
