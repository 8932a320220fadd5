package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.ClosingDays;
import java.util.function.LongToDoubleFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The days of a key that event time has not closed yet, each with a timer at its close. Within a
 * day everything fades as the rules say that are in force as it begins: those are known by all by
 * then, so the order of arrival leaves no trace.
 */
final class OpenDays {

  private final ClosingDays calendar;
  private final LongToDoubleFunction halfLifeDays;
  private final MapState<Long, Standing> open;

  /**
   * @param halfLifeDays by the instant at which a day begins
   */
  OpenDays(RuntimeContext context, ClosingDays calendar, LongToDoubleFunction halfLifeDays) {
    this.calendar = calendar;
    this.halfLifeDays = halfLifeDays;
    this.open =
        context.getMapState(
            new MapStateDescriptor<>("days", LongSerializer.INSTANCE, StandingSerializer.INSTANCE));
  }

  /** Adds to the share's own day, or to the one that closes next if that has passed. */
  void add(StandingShare share, long passedMillis, TimerService timers) throws Exception {
    long closing = calendar.closing(share.timeMillis(), passedMillis);
    Standing day = open.get(closing);
    if (day == null) {
      timers.registerEventTimeTimer(closing);
    }
    open.put(closing, fading(day, share.timeMillis(), closing).plus(share));
  }

  /** Closes a day; null when none closes at that instant. */
  @Nullable Standing close(long closingMillis) throws Exception {
    Standing day = open.get(closingMillis);
    if (day == null) {
      return null;
    }
    open.remove(closingMillis);
    return fading(day, closingMillis, closingMillis);
  }

  /**
   * As the rules of a day say, whatever they said when the state was written.
   *
   * @param closingMillis of that day
   */
  Standing fading(@Nullable Standing kept, long asOfMillis, long closingMillis) {
    double days = halfLifeDays.applyAsDouble(calendar.opening(closingMillis));
    return kept == null ? Standing.empty(days) : kept.withHalfLife(days, asOfMillis);
  }
}
