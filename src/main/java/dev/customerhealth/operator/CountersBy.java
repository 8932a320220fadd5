package dev.customerhealth.operator;

import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * A counter for each constant of an enum, and one for none of them. All are there from the start,
 * so that what never happened reads 0; counting is an access to an array.
 */
final class CountersBy<E extends Enum<E>> {

  private final Counter[] counters;

  /**
   * @param constants all of them, in their order
   * @param none the label of what is none of them
   */
  CountersBy(MetricGroup operator, Metric metric, E[] constants, String none) {
    this(operator, metric, constants);
    counters[constants.length] = metric.counter(operator, none);
  }

  /** Without one for none of them. */
  CountersBy(MetricGroup operator, Metric metric, E[] constants) {
    counters = new Counter[constants.length + 1];
    Arrays.setAll(
        counters, i -> i < constants.length ? metric.counter(operator, constants[i].name()) : null);
  }

  void count(@Nullable E constant) {
    counters[constant == null ? counters.length - 1 : constant.ordinal()].inc();
  }
}
