package dev.customerhealth.operator;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * The books of a run: every input that is read ends in exactly one of the other entries. Kept as
 * Flink accumulators, which a finished job reports, and as metrics, which a running one does.
 */
public final class Account {

  /** read = used + duplicates + rejected + late + ignored. */
  public enum Entry {
    READ,
    USED,
    DUPLICATES,
    REJECTED,
    LATE,
    /** At or after the chosen end of event time. */
    IGNORED,
    /** Used, but of unknown value: in a currency without a rate. Part of USED. */
    UNKNOWN_CURRENCY,
    /** Scores computed, published or not. */
    SCORES,
    /** Signals that came too late to be part of a story, for each story that they missed. */
    LATE_SIGNALS;

    /** Name of the accumulator and of the metric. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Entry, LongCounter> totals = new EnumMap<>(Entry.class);
  private final Map<Entry, Counter> metrics = new EnumMap<>(Entry.class);

  Account(RuntimeContext context, Entry... entries) {
    for (Entry entry : entries) {
      LongCounter total = new LongCounter();
      context.addAccumulator(entry.key(), total);
      totals.put(entry, total);
      metrics.put(entry, context.getMetricGroup().counter(entry.key()));
    }
  }

  void add(Entry entry) {
    LongCounter total = totals.get(entry);
    Counter metric = metrics.get(entry);
    if (total == null || metric == null) {
      throw new IllegalArgumentException("Not opened: " + entry);
    }
    total.add(1);
    metric.inc();
  }
}
