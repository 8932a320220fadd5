package dev.customerhealth.operator;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.customer.Customer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/**
 * What a dashboard wants to know of scoring, besides the books. An event costs an access or two to
 * an array: the clock is read once per firing, and a customer's bytes are taken of every 1024th
 * update.
 */
@SuppressWarnings("NullAway.Init") // see open
final class ScoringMeters {

  private static final int WINDOW = 1024;
  private static final int SAMPLE = 1024;
  private static final int MOST_VERSIONS = 100;
  private static final int TYPICAL_BYTES = 256;

  private final ShareOfCount waiting;
  private final Set<String> versions = new HashSet<>();
  private final DataOutputSerializer scratch = new DataOutputSerializer(TYPICAL_BYTES);

  private MetricGroup metrics;
  private Counter behind;
  private Counter switches;
  private CountersBy<SignalKind> signals;
  private Histogram latency;
  private Histogram stateBytes;
  private int updates;

  /** These are read by the thread that reports metrics. */
  private volatile long eventTime = Long.MIN_VALUE;

  private volatile long rulesFrom = Long.MIN_VALUE;
  private volatile @Nullable String version;

  ScoringMeters(OperatorStateStore store) throws Exception {
    waiting = new ShareOfCount(store, "waiting-events");
  }

  void open(MetricGroup group) {
    metrics = group;
    behind = Metric.BEHIND.counter(group);
    switches = Metric.RULES_SWITCHES.counter(group);
    signals = new CountersBy<>(group, Metric.SIGNALS, SignalKind.values());
    latency = Metric.LATENCY_MILLIS.histogram(group, new DescriptiveStatisticsHistogram(WINDOW));
    stateBytes = Metric.STATE_BYTES.histogram(group, new DescriptiveStatisticsHistogram(WINDOW));
    Metric.WAITING_EVENTS.gauge(group, waiting::value);
    Metric.EVENT_TIME_LAG_MILLIS.gauge(group, this::lagMillis);
    Metric.RULES_FROM_MILLIS.gauge(group, () -> Math.max(0, rulesFrom));
  }

  private double lagMillis() {
    long now = eventTime;
    return now == Long.MIN_VALUE ? Double.NaN : WallClock.millis() - now;
  }

  /**
   * @param fromMillis event time from which the version holds; Long.MIN_VALUE: since ever
   */
  void timeComesTo(long watermarkMillis, long fromMillis, String inForce) {
    eventTime = watermarkMillis;
    if (fromMillis > rulesFrom) {
      if (version != null) {
        switches.inc();
      }
      rulesFrom = fromMillis;
    }
    if (!inForce.equals(version)) {
      version = inForce;
      show(inForce);
    }
  }

  /** A metric cannot be taken back while the task runs, so there is an end to them. */
  private void show(String inForce) {
    if (versions.size() < MOST_VERSIONS && versions.add(inForce)) {
      Metric.RULES_IN_FORCE.gauge(metrics, () -> inForce.equals(version) ? 1 : 0, inForce);
    }
  }

  void waits() {
    waiting.add(1);
  }

  void waitedFor(int events) {
    waiting.add(-events);
  }

  void isBehind(Envelope event) {
    if (event.type() != EventType.CONVERSION) {
      behind.inc();
    }
  }

  void signal(SignalKind kind) {
    signals.count(kind);
  }

  void applied(List<Envelope> events) {
    long now = WallClock.millis();
    for (Envelope event : events) {
      if (event.appendedMillis() != Envelope.NOT_APPENDED && event.type() != EventType.CONVERSION) {
        latency.update(now - event.appendedMillis());
      }
    }
  }

  void kept(Customer customer) throws IOException {
    if (updates++ % SAMPLE == 0) {
      scratch.clear();
      CustomerBytes.write(customer, scratch);
      stateBytes.update(scratch.length());
    }
  }

  void snapshot() throws Exception {
    waiting.snapshot();
  }
}
