package dev.customerhealth.bench.run;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Flink's own counters and gauges, read where they are: in this process, at any instant. Nothing is
 * put into the job to measure it.
 */
public final class LiveMetrics implements MetricReporter {

  private static final Set<String> WANTED =
      Set.of(
          "numRecordsIn",
          "numRecordsOut",
          "currentInputWatermark",
          "numberOfCompletedCheckpoints",
          "numberOfInProgressCheckpoints",
          "lastCheckpointDuration",
          "lastCheckpointSize",
          "lastCheckpointFullSize");

  /** Of the Flink that was started last; one before it may still be closing. */
  private static volatile Map<Metric, Place> latest = Map.of();

  private final Map<Metric, Place> metrics = new ConcurrentHashMap<>();

  private record Place(String name, String operator) {}

  /** As long as no other Flink was started, there is nothing to be read. */
  static void forget() {
    latest = Map.of();
  }

  /** Sum of a counter over the subtasks of an operator. */
  static long count(String name, String operator) {
    return latest.entrySet().stream()
        .filter(entry -> is(entry.getValue(), name, operator))
        .filter(entry -> entry.getKey() instanceof Counter)
        .mapToLong(entry -> ((Counter) entry.getKey()).getCount())
        .sum();
  }

  /** The values of a gauge of numbers, of each subtask whose operator's name begins like this. */
  static List<Long> values(String name, String operator) {
    return latest.entrySet().stream()
        .filter(entry -> is(entry.getValue(), name, operator))
        .map(Map.Entry::getKey)
        .filter(Gauge.class::isInstance)
        .map(gauge -> ((Gauge<?>) gauge).getValue())
        .filter(Number.class::isInstance)
        .map(value -> ((Number) value).longValue())
        .toList();
  }

  private static boolean is(Place place, String name, String operator) {
    return place.name.equals(name) && place.operator.startsWith(operator);
  }

  @Override
  public void open(MetricConfig config) {
    latest = metrics;
  }

  @Override
  public void close() {
    metrics.clear();
  }

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (WANTED.contains(name)) {
      String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
      metrics.put(metric, new Place(name, operator));
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    metrics.remove(metric);
  }

  /** Found by Flink through META-INF/services. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LiveMetrics();
    }
  }
}
