package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.ClosingDays;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** The {@link OpenDays} of standings, which fade. */
final class StandingDays {

  private final OpenDays<Standing> days;
  private final double halfLifeDays;

  StandingDays(RuntimeContext context, ClosingDays calendar, double halfLifeDays) {
    this.days = new OpenDays<>(context, calendar, StandingSerializer.INSTANCE);
    this.halfLifeDays = halfLifeDays;
  }

  void add(StandingShare share, long passedMillis, TimerService timers) throws Exception {
    long time = share.timeMillis();
    days.add(time, day -> fading(day, time).plus(share), passedMillis, timers);
  }

  /** Closes a day; null when none closes at that instant. */
  @Nullable Standing close(long closingMillis) throws Exception {
    Standing day = days.close(closingMillis);
    return day == null ? null : fading(day, closingMillis);
  }

  /** As the rules in force say, whatever they said when the state was written. */
  Standing fading(@Nullable Standing kept, long asOfMillis) {
    return kept == null
        ? Standing.empty(halfLifeDays)
        : kept.withHalfLife(halfLifeDays, asOfMillis);
  }
}
