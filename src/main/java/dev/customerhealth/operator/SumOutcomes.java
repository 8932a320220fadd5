package dev.customerhealth.operator;

import dev.customerhealth.domain.KeySalt;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;

/**
 * Sums up a day's shares in win-backs and in reasons for leaving: under one key stand most
 * customers of a segment, and of a key only {@link KeySalt#SALTS} shares a day go on.
 *
 * <ul>
 *   <li>Key: {@link OutcomeShare#saltedKey}.
 *   <li>State: {@code days}, {@link OutcomeSums} for each open day; gone when the day closes.
 *   <li>Timers, in event time: the close of each open day.
 *   <li>Late: a share that event time has passed goes into the day that closes next.
 *   <li>Output: one share for each key, salt and day, stamped with the close of the day; none when
 *       what came was taken back on the same day.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class SumOutcomes extends FollowRules<OutcomeShare, OutcomeShare, ZoneId> {

  public static final String UID = "sum-outcomes";

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final long endMillis;

  private transient OpenDays<OutcomeSums> days;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public SumOutcomes(StartingRules start, long endMillis) {
    super(start);
    this.zone = start.zone();
    this.endMillis = endMillis;
  }

  /** Days end in the zone of the job's first rules: others are refused. */
  @Override
  ZoneId made(Rules version) {
    return version.calendarZone();
  }

  @Override
  public void open(OpenContext context) {
    ClosingDays calendar = new ClosingDays(new CalendarDays(zone), endMillis);
    days = new OpenDays<>(getRuntimeContext(), calendar, OutcomeSumsSerializer.INSTANCE);
  }

  @Override
  public void processElement(
      OutcomeShare share, ReadOnlyContext context, Collector<OutcomeShare> out) throws Exception {
    var timers = context.timerService();
    days.add(
        share.timeMillis(),
        day -> day == null ? share.sums() : day.plus(share.sums()),
        timers.currentWatermark(),
        timers);
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<OutcomeShare> out)
      throws Exception {
    OutcomeSums day = days.close(timeMillis);
    if (day != null && !day.isNothing()) {
      out.collect(OutcomeShare.of(context.getCurrentKey(), timeMillis, day));
    }
  }
}
