package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.ServiceStanding;
import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;

/**
 * Publishes how staff members, channels and stages stand, once for each day that brought something.
 *
 * <ul>
 *   <li>Key: that of the standing, {@code dimension:value}.
 *   <li>State: {@code days}, what came for each open day; {@code standing}, everything up to the
 *       day that closed last; {@code closed}, the instant of that; {@code published}, whether a
 *       record stands. All of it goes 1,095 days after the last share (the default segment's {@code
 *       life.forgetAfterDays}), with a tombstone if a record stands.
 *   <li>Timers, in event time: the close of each open day; and one for forgetting, which is armed
 *       anew only when it fires too early.
 *   <li>Late: what comes for a day that is closed goes into the day that closes next.
 *   <li>Rules: a day is read and published by the version in force as it begins.
 *   <li>Output: a record for each key and day, from the minimum sample on, stamped with the close
 *       of the day; a tombstone when the sample falls below it.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class PublishStandings
    extends FollowRules<StandingShare, OutputMessage, PublishStandings.Terms> {

  public static final String UID = "publish-standings";

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final Reports reports;
  private final long endMillis;

  private transient ClosingDays calendar;
  private transient StandingDays days;
  private transient ValueState<Standing> standings;
  private transient ClosedDays closed;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public PublishStandings(StartingRules start, Reports reports, long endMillis) {
    super(start);
    this.zone = start.zone();
    this.reports = reports;
    this.endMillis = endMillis;
  }

  /** What a version says of standings. */
  record Terms(Rules rules, ExperienceModel model) {

    double halfLifeDays() {
      return rules.experience().halfLifeDays();
    }
  }

  @Override
  Terms made(Rules version) {
    return new Terms(version, new ExperienceModel(version.experience()));
  }

  @Override
  public void open(OpenContext context) {
    calendar = new ClosingDays(new CalendarDays(zone), endMillis);
    var store = getRuntimeContext();
    days = new StandingDays(store, calendar, opening -> at(opening).halfLifeDays());
    standings = store.getState(new ValueStateDescriptor<>("standing", StandingSerializer.INSTANCE));
    closed = new ClosedDays(store, this::forgetting);
  }

  @Override
  public void processElement(
      StandingShare share, ReadOnlyContext context, Collector<OutputMessage> out) throws Exception {
    var timers = context.timerService();
    days.add(share, closed.passedMillis(timers), timers);
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<OutputMessage> out)
      throws Exception {
    String key = context.getCurrentKey();
    Standing day = days.close(timeMillis);
    if (day != null) {
      Standing standing = days.fading(standings.value(), timeMillis, timeMillis).plus(day);
      standings.update(standing);
      closed.close(timeMillis, context.timerService());
      publish(key, timeMillis, standing, out);
    } else if (closed.forget(timeMillis, context.timerService())) {
      withdraw(key, timeMillis, out);
      standings.clear();
    }
  }

  private void publish(String key, long closing, Standing standing, Collector<OutputMessage> out)
      throws Exception {
    Terms terms = at(calendar.opening(closing));
    if (standing.count() < terms.rules().experience().minimumSample()) {
      withdraw(key, closing, out);
      return;
    }
    int day = calendar.days().dayOf(closing);
    out.collect(
        reports.serviceStanding(
            ServiceStanding.of(
                key, day, closing, standing, terms.model(), terms.rules().version())));
    closed.publish();
  }

  private void withdraw(String key, long atMillis, Collector<OutputMessage> out) throws Exception {
    if (closed.withdraw()) {
      out.collect(reports.noStanding(key, atMillis));
    }
  }

  /**
   * @param nowMillis at which it is asked
   */
  private long forgetting(long closing, long nowMillis) {
    return calendar.after(closing, at(nowMillis).rules().defaultSegment().life().forgetAfterDays());
  }
}
