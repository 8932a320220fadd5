package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.ServiceStanding;
import dev.customerhealth.domain.experience.Standing;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
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
 *   <li>Output: a record for each key and day, from the minimum sample on, stamped with the close
 *       of the day; a tombstone when the sample falls below it.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class PublishStandings
    extends KeyedProcessFunction<String, StandingShare, OutputMessage> {

  public static final String UID = "publish-standings";

  private static final long serialVersionUID = 1L;

  private final String rulesYaml;
  private final Reports reports;
  private final long endMillis;

  private transient Rules rules;
  private transient ExperienceModel model;
  private transient ClosingDays calendar;
  private transient StandingDays days;
  private transient ValueState<Standing> standings;
  private transient ValueState<Long> closed;
  private transient ValueState<Boolean> published;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public PublishStandings(Rules rules, Reports reports, long endMillis) {
    this.rulesYaml = RulesYaml.write(rules);
    this.reports = reports;
    this.endMillis = endMillis;
  }

  @Override
  public void open(OpenContext context) {
    rules = RulesYaml.parse(rulesYaml);
    model = new ExperienceModel(rules.experience());
    calendar = new ClosingDays(new CalendarDays(rules.calendarZone()), endMillis);
    var store = getRuntimeContext();
    days = new StandingDays(store, calendar, rules.experience().halfLifeDays());
    standings = store.getState(new ValueStateDescriptor<>("standing", StandingSerializer.INSTANCE));
    closed = store.getState(new ValueStateDescriptor<>("closed", LongSerializer.INSTANCE));
    published = store.getState(new ValueStateDescriptor<>("published", BooleanSerializer.INSTANCE));
  }

  @Override
  public void processElement(StandingShare share, Context context, Collector<OutputMessage> out)
      throws Exception {
    // Event time begins anew after a restart, closed days do not.
    Long last = closed.value();
    long passed = context.timerService().currentWatermark();
    days.add(share, last == null ? passed : Math.max(last, passed), context.timerService());
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<OutputMessage> out)
      throws Exception {
    String key = context.getCurrentKey();
    Standing day = days.close(timeMillis);
    if (day != null) {
      Standing standing = days.fading(standings.value(), timeMillis).plus(day);
      standings.update(standing);
      if (closed.value() == null) {
        context.timerService().registerEventTimeTimer(forgetting(timeMillis));
      }
      closed.update(timeMillis);
      publish(key, timeMillis, standing, out);
    } else if (closed.value() != null) {
      forgetIfDue(key, timeMillis, context.timerService(), out);
    }
  }

  private void publish(String key, long closing, Standing standing, Collector<OutputMessage> out)
      throws Exception {
    if (standing.count() < rules.experience().minimumSample()) {
      withdraw(key, closing, out);
      return;
    }
    int day = calendar.days().dayOf(closing);
    out.collect(
        reports.serviceStanding(
            ServiceStanding.of(key, day, closing, standing, model, rules.version())));
    published.update(true);
  }

  private void withdraw(String key, long atMillis, Collector<OutputMessage> out) throws Exception {
    if (published.value() != null) {
      out.collect(reports.noStanding(key, atMillis));
      published.clear();
    }
  }

  private void forgetIfDue(
      String key, long timeMillis, TimerService timers, Collector<OutputMessage> out)
      throws Exception {
    long due = forgetting(closed.value());
    if (timeMillis < due) {
      // Something came since it was armed, or other rules armed it.
      timers.registerEventTimeTimer(due);
      return;
    }
    withdraw(key, timeMillis, out);
    standings.clear();
    closed.clear();
  }

  private long forgetting(long closing) {
    return calendar.after(closing, rules.defaultSegment().life().forgetAfterDays());
  }
}
