package dev.customerhealth.operator;

import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.util.Collector;

/**
 * Sums up a day's shares, so that whoever is served by one channel does not make it a hot key: of a
 * standing key only {@link StandingShare#SALTS} shares a day go on.
 *
 * <ul>
 *   <li>Key: {@link StandingShare#saltedKey}.
 *   <li>State: {@code days}, one {@link Standing} for each open day; gone when the day closes.
 *   <li>Timers, in event time: the close of each open day.
 *   <li>Late: a share that event time has passed goes into the day that closes next.
 *   <li>Rules: of each day those in force as it begins.
 *   <li>Output: one share for each key, salt and day, stamped with the close of the day.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class SumStandings extends FollowRules<StandingShare, StandingShare, Double> {

  public static final String UID = "sum-standings";

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final long endMillis;

  private transient StandingDays days;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public SumStandings(StartingRules start, long endMillis) {
    super(start);
    this.zone = start.zone();
    this.endMillis = endMillis;
  }

  /** The half-life, in days. */
  @Override
  Double made(Rules version) {
    return version.experience().halfLifeDays();
  }

  @Override
  public void open(OpenContext context) {
    ClosingDays calendar = new ClosingDays(new CalendarDays(zone), endMillis);
    days = new StandingDays(getRuntimeContext(), calendar, this::at);
  }

  @Override
  public void processElement(
      StandingShare share, ReadOnlyContext context, Collector<StandingShare> out) throws Exception {
    days.add(share, context.timerService().currentWatermark(), context.timerService());
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<StandingShare> out)
      throws Exception {
    Standing day = days.close(timeMillis);
    if (day != null) {
      out.collect(StandingShare.of(context.getCurrentKey(), timeMillis, day));
    }
  }
}
