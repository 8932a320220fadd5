package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.ClosingDays;
import java.util.function.LongToDoubleFunction;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The {@link OpenDays} of standings, which fade. Within a day everything fades as the rules say
 * that are in force as it begins: those are known by all by then, so the order of arrival leaves no
 * trace.
 */
final class StandingDays {

  private final ClosingDays calendar;
  private final LongToDoubleFunction halfLifeDays;
  private final OpenDays<Standing> days;

  /**
   * @param halfLifeDays by the instant at which a day begins
   */
  StandingDays(RuntimeContext context, ClosingDays calendar, LongToDoubleFunction halfLifeDays) {
    this.calendar = calendar;
    this.halfLifeDays = halfLifeDays;
    this.days = new OpenDays<>(context, calendar, StandingSerializer.INSTANCE);
  }

  void add(StandingShare share, long passedMillis, TimerService timers) throws Exception {
    long time = share.timeMillis();
    long closing = calendar.closing(time, passedMillis);
    days.add(time, day -> fading(day, time, closing).plus(share), passedMillis, timers);
  }

  /** Closes a day; null when none closes at that instant. */
  @Nullable Standing close(long closingMillis) throws Exception {
    Standing day = days.close(closingMillis);
    return day == null ? null : fading(day, closingMillis, closingMillis);
  }

  /**
   * As the rules of a day say, whatever they said when the state was written.
   *
   * @param closingMillis of that day
   */
  Standing fading(@Nullable Standing kept, long asOfMillis, long closingMillis) {
    double halfLife = halfLifeDays.applyAsDouble(calendar.opening(closingMillis));
    return kept == null ? Standing.empty(halfLife) : kept.withHalfLife(halfLife, asOfMillis);
  }
}
