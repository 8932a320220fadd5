package dev.customerhealth.operator;

import dev.customerhealth.domain.ledger.ClosingDays;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * What of a key is summed up for the days that event time has not closed yet, each with a timer at
 * its close.
 */
final class OpenDays<V> {

  private final ClosingDays calendar;
  private final MapState<Long, V> open;

  /** Adds something to what a day has so far. */
  interface Sum<V> {
    V plus(@Nullable V day);
  }

  OpenDays(RuntimeContext context, ClosingDays calendar, TypeSerializer<V> serializer) {
    this.calendar = calendar;
    this.open =
        context.getMapState(new MapStateDescriptor<>("days", LongSerializer.INSTANCE, serializer));
  }

  /** Adds to the share's own day, or to the one that closes next if that has passed. */
  void add(long timeMillis, Sum<V> share, long passedMillis, TimerService timers) throws Exception {
    long closing = calendar.closing(timeMillis, passedMillis);
    V day = open.get(closing);
    if (day == null) {
      timers.registerEventTimeTimer(closing);
    }
    open.put(closing, share.plus(day));
  }

  /** Closes a day; null when none closes at that instant. */
  @Nullable V close(long closingMillis) throws Exception {
    V day = open.get(closingMillis);
    if (day != null) {
      open.remove(closingMillis);
    }
    return day;
  }
}
