package dev.customerhealth.operator;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * What is remembered of a key that is told of once for each of its {@link OpenDays}: when the last
 * of them closed, and whether a record stands. A timer asks whether nothing came for so long that
 * the key is to be forgotten; it is armed anew only when it fires too early.
 */
final class ClosedDays {

  private final Forgetting forgetting;
  private final ValueState<Long> closed;
  private final ValueState<Boolean> published;

  /** When a key is forgotten. */
  interface Forgetting {
    /**
     * @param closingMillis of the last day that brought something
     * @param nowMillis at which it is asked
     */
    long afterMillis(long closingMillis, long nowMillis);
  }

  ClosedDays(RuntimeContext context, Forgetting forgetting) {
    this.forgetting = forgetting;
    this.closed = context.getState(new ValueStateDescriptor<>("closed", LongSerializer.INSTANCE));
    this.published =
        context.getState(new ValueStateDescriptor<>("published", BooleanSerializer.INSTANCE));
  }

  /** Up to where days are closed: event time begins anew after a restart, closed days do not. */
  long passedMillis(TimerService timers) throws Exception {
    Long last = closed.value();
    long passed = timers.currentWatermark();
    return last == null ? passed : Math.max(last, passed);
  }

  void close(long closingMillis, TimerService timers) throws Exception {
    if (closed.value() == null) {
      timers.registerEventTimeTimer(forgetting.afterMillis(closingMillis, closingMillis));
    }
    closed.update(closingMillis);
  }

  /** A record stands from now on. */
  void publish() throws Exception {
    published.update(true);
  }

  /** None does. Returns whether one did. */
  boolean withdraw() throws Exception {
    boolean stood = published.value() != null;
    published.clear();
    return stood;
  }

  /** At a timer that closes no day: whether the key is to be forgotten. Its last day is, then. */
  boolean forget(long timeMillis, TimerService timers) throws Exception {
    Long last = closed.value();
    if (last == null) {
      return false;
    }
    long due = forgetting.afterMillis(last, timeMillis);
    if (timeMillis < due) {
      // Something came since it was armed, or other rules armed it.
      timers.registerEventTimeTimer(due);
      return false;
    }
    closed.clear();
    return true;
  }
}
