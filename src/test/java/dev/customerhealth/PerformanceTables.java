package dev.customerhealth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What {@code ./run bench --out docs/performance} has left there, as tables. */
final class PerformanceTables {

  private static final Map<String, String> TITLES =
      Map.of("full", "One million customers, limits and rivals", "scale", "Ten million customers");

  private static final Map<String, List<String>> CHARTS =
      Map.of("full", List.of("throughput", "rivals", "latency"), "scale", List.of("scale"));

  private final Path folder;
  private final StringBuilder text = new StringBuilder();

  private PerformanceTables(Path folder) {
    this.folder = folder;
  }

  static String of(Path folder) throws IOException {
    PerformanceTables tables = new PerformanceTables(folder);
    tables.suite("full");
    tables.suite("scale");
    tables.micro();
    return tables.text.isEmpty() ? "Nothing yet.\n" : tables.text.toString().strip() + '\n';
  }

  private void suite(String name) throws IOException {
    Path file = folder.resolve(name + ".json");
    if (!Files.exists(file)) {
      return;
    }
    JsonNode all = new ObjectMapper().readTree(Files.readString(file));
    JsonNode machine = all.path("machine");
    line("### %s", TITLES.get(name));
    line("");
    line("`%s`, %.0f minutes%s.", text(all, "command"), number(all, "seconds") / 60, whole(all));
    line(
        "%s, %.0f cores, %,.0f MiB, %s, %s; load average %.1f at the start. [%s.json](performance/%s.json)",
        text(machine, "cpu"),
        number(machine, "cores"),
        number(machine, "memoryMib"),
        text(machine, "os"),
        text(machine, "java"),
        number(machine, "loadAverage"),
        name,
        name);
    ratios(all.path("ratios"));
    rates(all.path("measured"));
    checkpoints(all.path("measured"));
    latencies(all.path("latencies"));
    state(all.path("state"));
    for (String chart : CHARTS.get(name)) {
      if (Files.exists(folder.resolve(chart + ".png"))) {
        line("");
        line("![%s](performance/%s.png)", chart, chart);
      }
    }
    line("");
  }

  private static String whole(JsonNode all) {
    return (all.path("complete").asBoolean() ? "" : ", **interrupted**")
        + (all.path("calls").asInt() > 1 ? ", in " + all.path("calls").asInt() + " calls" : "");
  }

  private void ratios(JsonNode ratios) {
    table("figure", "median", "least to most", "pairs", "wanted", "");
    for (JsonNode ratio : ratios) {
      double target = number(ratio, "target");
      row(
          text(ratio, "name"),
          median(ratio.path("value"), PerformanceTables::ratio),
          range(ratio.path("value"), PerformanceTables::ratio),
          ratio.path("value").path("n").asText(),
          target == 0 ? "" : (ratio.path("atMost").asBoolean() ? "at most " : "") + ratio(target),
          text(ratio, "verdict"));
    }
  }

  private void rates(JsonNode measured) {
    table("", "customers", "p", "events/s", "least to most", "CPU s per million", "peak MiB");
    for (JsonNode one : measured) {
      row(
          text(one, "label"),
          customers(one),
          text(one, "parallelism"),
          median(one.path("eventsPerSecond"), PerformanceTables::whole),
          range(one.path("eventsPerSecond"), PerformanceTables::whole),
          median(one.path("cpuSecondsPerMillion"), PerformanceTables::tenths),
          median(one.path("peakMib"), PerformanceTables::whole));
    }
  }

  /** Of the job where it went on from a savepoint. */
  private void checkpoints(JsonNode measured) {
    table(
        "customers",
        "p",
        "recovery, ms",
        "checkpoint, ms",
        "it writes, MB",
        "pause before its barrier, ms",
        "state, MB",
        "bytes per customer");
    for (JsonNode one : measured) {
      if (text(one, "contestant").equals("job")) {
        double state = one.path("stateBytes").path("median").asDouble();
        row(
            customers(one),
            text(one, "parallelism"),
            median(one.path("recoveryMillis"), value -> value == 0 ? "" : whole(value)),
            spread(one.path("checkpointMillis"), 1),
            spread(one.path("checkpointBytes"), 1e6),
            spread(one.path("pauseMillis"), 1),
            whole(state / 1e6),
            whole(state / number(one, "customers")));
      }
    }
  }

  private void latencies(JsonNode latencies) {
    if (latencies.isEmpty()) {
      return;
    }
    table(
        "latency, ms",
        "guarantee",
        "bound",
        "checkpoints every",
        "events/s",
        "p50",
        "p99",
        "p99.9",
        "p99 until a reader has it",
        "pause before a barrier");
    for (JsonNode one : latencies) {
      row(
          text(one, "contestant").equals("JOB") ? "the job" : "pass-through",
          one.path("exactlyOnce").asBoolean() ? "exactly-once" : "at-least-once",
          text(one, "boundMillis"),
          text(one, "checkpointMillis"),
          text(one, "eventsPerSecond"),
          quantile(one, "appended", "p50"),
          quantile(one, "appended", "p99"),
          quantile(one, "appended", "p999"),
          quantile(one, "visible", "p99"),
          text(one, "pauseMillis"));
    }
    line("");
    line("Medians of %d windows each.", latencies.get(0).path("windows").size());
  }

  private static String quantile(JsonNode latency, String until, String which) {
    double[] sorted =
        latency.findValues(until).stream()
            .mapToDouble(one -> number(one, which))
            .sorted()
            .toArray();
    int n = sorted.length;
    return n == 0 ? "" : whole((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
  }

  private void state(JsonNode state) {
    if (!state.isObject()) {
      return;
    }
    line("");
    line(
        "Bytes of a customer of the bundled purchases, everything included: median %.0f, 99th"
            + " percentile %.0f, mean %.0f, of %,.0f customers; the customer's value alone: median"
            + " %.0f. On average:",
        number(state, "median"),
        number(state, "p99"),
        number(state, "mean"),
        number(state, "customers"),
        number(state, "medianValue"));
    table("operator / state", "bytes per customer");
    state
        .path("meanByState")
        .properties()
        .forEach(one -> row('`' + one.getKey() + '`', tenths(one.getValue().asDouble())));
  }

  private void micro() throws IOException {
    Path file = folder.resolve("micro.json");
    if (!Files.exists(file)) {
      return;
    }
    line("### Parts, alone");
    line("");
    line("`./run bench --micro`, one thread. [micro.json](performance/micro.json)");
    table("", "ns", "error, 99.9 %");
    for (JsonNode one : new ObjectMapper().readTree(Files.readString(file))) {
      String name = text(one, "benchmark");
      JsonNode metric = one.path("primaryMetric");
      row(
          name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
          tenths(number(metric, "score")),
          tenths(number(metric, "scoreError")));
    }
  }

  private static String customers(JsonNode one) {
    String load = text(one, "load");
    return String.format(Locale.ROOT, "%,d", one.path("customers").asLong())
        + (load.contains("skewed") ? ", skewed" : ", uniform");
  }

  private static String median(JsonNode spread, Function<Double, String> format) {
    return format.apply(number(spread, "median"));
  }

  private static String range(JsonNode spread, Function<Double, String> format) {
    return spread.path("n").asInt() < 2
        ? ""
        : format.apply(number(spread, "least")) + " to " + format.apply(number(spread, "most"));
  }

  private static String spread(JsonNode spread, double unit) {
    Function<Double, String> format = value -> whole(value / unit);
    String range = range(spread, format);
    return median(spread, format) + (range.isEmpty() ? "" : " (" + range + ")");
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%,.1f", value);
  }

  private static String ratio(double value) {
    return value >= 10 ? tenths(value) : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Jackson writes NaN as text. */
  private static double number(JsonNode node, String name) {
    return Double.parseDouble(node.path(name).asText("NaN"));
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private void table(String... names) {
    line("");
    row(names);
    line("|%s", "---|".repeat(names.length));
  }

  private void row(String... cells) {
    line("| %s |", String.join(" | ", cells));
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
