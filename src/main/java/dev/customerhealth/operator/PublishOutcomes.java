package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.alert.OutcomeKey;
import dev.customerhealth.domain.alert.OutcomeRecord;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import java.time.ZoneId;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;

/**
 * Publishes who came back and why customers leave, once for each key and day that brought
 * something.
 *
 * <ul>
 *   <li>Key: {@link OutcomeShare#key}.
 *   <li>State: {@code days}, what came for each open day; {@code total}, everything up to the day
 *       that closed last; {@code closed}, the instant of that; {@code published}, whether a record
 *       stands. All of it goes 1,095 days after the last share (the default segment's {@code
 *       life.forgetAfterDays}); the record stays, for it is history.
 *   <li>Timers, in event time: the close of each open day; and one for forgetting, which is armed
 *       anew only when it fires too early.
 *   <li>Late: what comes for a day that is closed goes into the day that closes next.
 *   <li>Output: a record for each key and day, stamped with the close of the day; a tombstone when
 *       everything under the key was taken back.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class PublishOutcomes extends FollowRules<OutcomeShare, OutputMessage, Rules> {

  public static final String UID = "publish-outcomes";

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final Reports reports;
  private final long endMillis;

  private transient ClosingDays calendar;
  private transient OpenDays<OutcomeSums> days;
  private transient ValueState<OutcomeSums> totals;
  private transient ClosedDays closed;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public PublishOutcomes(StartingRules start, Reports reports, long endMillis) {
    super(start);
    this.zone = start.zone();
    this.reports = reports;
    this.endMillis = endMillis;
  }

  @Override
  Rules made(Rules version) {
    return version;
  }

  @Override
  public void open(OpenContext context) {
    calendar = new ClosingDays(new CalendarDays(zone), endMillis);
    var store = getRuntimeContext();
    days = new OpenDays<>(store, calendar, OutcomeSumsSerializer.INSTANCE);
    totals = store.getState(new ValueStateDescriptor<>("total", OutcomeSumsSerializer.INSTANCE));
    closed = new ClosedDays(store, (closing, now) -> forgetting(closing));
  }

  @Override
  public void processElement(
      OutcomeShare share, ReadOnlyContext context, Collector<OutputMessage> out) throws Exception {
    var timers = context.timerService();
    days.add(
        share.timeMillis(),
        day -> day == null ? share.sums() : day.plus(share.sums()),
        closed.passedMillis(timers),
        timers);
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<OutputMessage> out)
      throws Exception {
    OutcomeSums day = days.close(timeMillis);
    if (day == null) {
      if (closed.forget(timeMillis, context.timerService())) {
        // The record stays: it is history.
        totals.clear();
        closed.withdraw();
      }
      return;
    }
    closed.close(timeMillis, context.timerService());
    if (!day.isNothing()) {
      OutcomeSums before = totals.value();
      OutcomeSums total = before == null ? day : before.plus(day);
      totals.update(total);
      publish(OutcomeKey.of(context.getCurrentKey()), timeMillis, total, out);
    }
  }

  private void publish(
      OutcomeKey key, long closing, OutcomeSums total, Collector<OutputMessage> out)
      throws Exception {
    if (total.tickets() > 0) {
      int day = calendar.days().dayOf(closing);
      Rules rules = at(calendar.opening(closing));
      out.collect(
          reports.outcome(
              new OutcomeRecord(
                  key, day, closing, total, rules.reportingCurrency(), rules.version())));
      closed.publish();
    } else if (closed.withdraw()) {
      out.collect(reports.noOutcome(key, closing));
    }
  }

  private long forgetting(long closing) {
    Rules rules = at(calendar.opening(closing));
    return calendar.after(closing, rules.defaultSegment().life().forgetAfterDays());
  }
}
