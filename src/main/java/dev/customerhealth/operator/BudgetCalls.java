package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.DailyBudget;
import dev.customerhealth.domain.alert.OwnerQueue;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.ClosingDays;
import dev.customerhealth.domain.rules.Rules;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decides at the end of each day which calls an owner is asked for.
 *
 * <ul>
 *   <li>Key: owner; empty for all customers without one, who share a budget.
 *   <li>State: {@code queue}, one {@link OwnerQueue}, and {@code closed}, the end of the day that
 *       was decided last: both gone when no call waits or is out; {@code waiting} and {@code
 *       armed}, see {@link InTimeOrder}.
 *   <li>Timer, in event time: one, the end of the next day that has something to decide. The last
 *       day ends with event time.
 *   <li>Order: the notes of a day are taken in the order of {@link CallNote#ORDER} when the
 *       watermark has passed its end.
 *   <li>Late: what comes for a day that is closed counts in the one that closes next.
 *   <li>Rules: the budget of a day is that of its end; what waits for none, a note says itself.
 *   <li>Output: releases, as of the end of their day.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class BudgetCalls extends FollowRules<CallNote, AlertNews, DailyBudget> {

  public static final String UID = "budget-calls";

  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final long endMillis;

  private transient ClosingDays calendar;
  private transient InTimeOrder<CallNote> notes;
  private transient ValueState<OwnerQueue> queues;
  private transient ValueState<Long> closed;

  /**
   * @param endMillis the last instant of event time, inclusive; Long.MAX_VALUE for an endless
   *     stream
   */
  public BudgetCalls(StartingRules start, long endMillis) {
    super(start);
    this.zone = start.zone();
    this.endMillis = endMillis;
  }

  @Override
  DailyBudget made(Rules version) {
    return new DailyBudget(version.alerts().dailyBudget());
  }

  @Override
  public void open(OpenContext context) {
    calendar = new ClosingDays(new CalendarDays(zone), endMillis);
    var store = getRuntimeContext();
    notes = new InTimeOrder<>(store, Types.CALL_NOTE, CallNote.ORDER, this::closing);
    queues = store.getState(new ValueStateDescriptor<>("queue", OwnerQueueSerializer.INSTANCE));
    closed = store.getState(new ValueStateDescriptor<>("closed", LongSerializer.INSTANCE));
  }

  @Override
  public void processElement(CallNote note, ReadOnlyContext context, Collector<AlertNews> out)
      throws Exception {
    // Event time begins anew after a restart, closed days do not.
    Long last = closed.value();
    long passed = context.timerService().currentWatermark();
    notes.add(
        note.notBefore((last == null ? passed : Math.max(last, passed)) + 1),
        context.timerService());
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<AlertNews> out)
      throws Exception {
    var timers = context.timerService();
    InTimeOrder.Taken<CallNote> taken = notes.take(timers);
    OwnerQueue known = queues.value();
    OwnerQueue queue = known == null ? new OwnerQueue() : known;
    Long last = closed.value();
    long next = closeDays(queue, last, taken.passed(), timers.currentWatermark(), out);
    queues.update(queue);
    if (queue.isEmpty()) {
      queues.clear();
      closed.clear();
    }
    notes.lookAt(Math.min(taken.nextMillis(), next), timers);
  }

  /**
   * Day by day up to the watermark.
   *
   * @param last the day that was decided before
   * @return the end of the day that is to be decided next for the sake of what waits
   */
  private long closeDays(
      OwnerQueue queue,
      @Nullable Long last,
      List<CallNote> passed,
      long watermark,
      Collector<AlertNews> out)
      throws Exception {
    int taken = 0;
    long day = last == null ? InTimeOrder.NEVER : dayAfter(last, queue);
    while (taken < passed.size() || day <= watermark) {
      day = taken < passed.size() ? Math.min(day, closing(passed.get(taken))) : day;
      for (; taken < passed.size() && closing(passed.get(taken)) == day; taken++) {
        CallNote note = passed.get(taken);
        if (queue.note(note)) {
          // The gate knows by itself, unless it came to know of other rules earlier or later.
          out.collect(released(note.customerId(), note.alertId(), day));
        }
      }
      release(queue, day, out);
      closed.update(day);
      day = dayAfter(day, queue);
    }
    return day;
  }

  private void release(OwnerQueue queue, long day, Collector<AlertNews> out) {
    for (var call : queue.closeDay(at(day))) {
      out.collect(released(call.customerId(), call.alertId(), day));
    }
  }

  private static AlertNews released(String customerId, String alertId, long day) {
    return AlertNews.about(AlertNews.Kind.RELEASED, customerId, alertId, day);
  }

  /** Nothing is ranked again when nothing waits, or when event time has ended. */
  private long dayAfter(long day, OwnerQueue queue) {
    long next = calendar.closing(day + 1, day);
    return queue.waiting.isEmpty() || next <= day ? InTimeOrder.NEVER : next;
  }

  private long closing(CallNote note) {
    return calendar.closing(note.timeMillis(), note.timeMillis() - 1);
  }
}
