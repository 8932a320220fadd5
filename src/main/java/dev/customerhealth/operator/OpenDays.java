package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.ClosingDays;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** The days of a key that event time has not closed yet, each with a timer at its close. */
final class OpenDays {

  private final ClosingDays calendar;
  private final double halfLifeDays;
  private final MapState<Long, Standing> open;

  OpenDays(RuntimeContext context, ClosingDays calendar, double halfLifeDays) {
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
    open.put(closing, fading(day, share.timeMillis()).plus(share));
  }

  /** Closes a day; null when none closes at that instant. */
  @Nullable Standing close(long closingMillis) throws Exception {
    Standing day = open.get(closingMillis);
    if (day == null) {
      return null;
    }
    open.remove(closingMillis);
    return fading(day, closingMillis);
  }

  /** As the rules in force say, whatever they said when the state was written. */
  Standing fading(@Nullable Standing kept, long asOfMillis) {
    return kept == null
        ? Standing.empty(halfLifeDays)
        : kept.withHalfLife(halfLifeDays, asOfMillis);
  }
}
