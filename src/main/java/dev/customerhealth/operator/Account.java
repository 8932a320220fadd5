package dev.customerhealth.operator;

import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.EventType;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

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

    /** Name of the accumulator, and of the {@link Metric}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Map<Entry, LongCounter> totals = new EnumMap<>(Entry.class);
  private final Map<Entry, Counter> metrics = new EnumMap<>(Entry.class);
  private @Nullable CountersBy<EventType> read;
  private @Nullable CountersBy<RejectReason> rejected;

  Account(RuntimeContext context, Entry... entries) {
    for (Entry entry : entries) {
      LongCounter total = new LongCounter();
      context.addAccumulator(entry.key(), total);
      totals.put(entry, total);
      register(entry, context.getMetricGroup());
    }
  }

  private void register(Entry entry, MetricGroup group) {
    switch (entry) {
      case READ -> read = new CountersBy<>(group, Metric.READ, inputs(), "UNKNOWN");
      case REJECTED -> rejected = new CountersBy<>(group, Metric.REJECTED, RejectReason.values());
      default -> metrics.put(entry, Metric.valueOf(entry.name()).counter(group));
    }
  }

  /** What is made in this job stands behind them, and is never read. */
  private static EventType[] inputs() {
    return EventType.inputs().toArray(EventType[]::new);
  }

  /**
   * @param type null: of no topic of the contract
   */
  void read(@Nullable EventType type) {
    total(Entry.READ).add(1);
    Objects.requireNonNull(read).count(type);
  }

  void rejected(RejectReason reason) {
    total(Entry.REJECTED).add(1);
    Objects.requireNonNull(rejected).count(reason);
  }

  /** For entries that are counted as one. */
  void add(Entry entry) {
    total(entry).add(1);
    Objects.requireNonNull(metrics.get(entry)).inc();
  }

  private LongCounter total(Entry entry) {
    LongCounter total = totals.get(entry);
    if (total == null) {
      throw new IllegalArgumentException("Not opened: " + entry);
    }
    return total;
  }
}
