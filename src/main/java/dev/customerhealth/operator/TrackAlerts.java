package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.rules.Rules;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets signals, stories and the actions of a CRM move the alerts of customers, and tells who came
 * back.
 *
 * <ul>
 *   <li>Key: customer id.
 *   <li>State: {@code alerts}, one {@link CustomerAlerts} in compact bytes, only of customers of
 *       whom an alert is open or remembered, or a win-back not told yet: gone 400 days after the
 *       last one ended (rule {@code alerts.stubDays}), or when the customer is erased; {@code
 *       waiting} and {@code armed}, see {@link InTimeOrder}.
 *   <li>Timer, in event time: one, the earliest of what waits, of what time alone does next, and of
 *       a look once a week, for the rules may change.
 *   <li>Order: an input is applied when the watermark has passed it, in the order of {@link
 *       AlertInput#ORDER}, with time's own work in between.
 *   <li>Late: what comes behind the watermark is applied on arrival, as of what was applied before.
 *   <li>Output: what happened, for the gate; {@link #CALLS} for the owners' budgets; {@link
 *       #OUTCOMES} for the sums of win-backs and of reasons for leaving. Each carries the time at
 *       which it was decided, per customer in rising order.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class TrackAlerts extends FollowRules<AlertInput, AlertNews, Rules> {

  public static final String UID = "track-alerts";

  /** Revisions that the budget of their owner has to know of. */
  public static final OutputTag<CallNote> CALLS = new OutputTag<>("calls", Types.CALL_NOTE);

  /** What tickets add to the sums of win-backs and of reasons for leaving, or take back. */
  public static final OutputTag<OutcomeShare> OUTCOMES =
      new OutputTag<>("outcomes", Types.OUTCOME_SHARE);

  private static final long serialVersionUID = 1L;

  private final long alertsFromMillis;

  private transient AlertTimeline timeline;
  private transient InTimeOrder<AlertInput> inputs;
  private transient ValueState<CustomerAlerts> alerts;

  /**
   * @param alertsFromMillis alerts decided before are computed, not published; {@link
   *     CustomerAlerts#BEFORE_ALL}: publish all
   */
  public TrackAlerts(StartingRules start, long alertsFromMillis) {
    super(start);
    this.alertsFromMillis = alertsFromMillis;
  }

  @Override
  Rules made(Rules version) {
    return version;
  }

  @Override
  public void open(OpenContext context) {
    timeline = new AlertTimeline(this::at, alertsFromMillis);
    inputs =
        new InTimeOrder<>(
            getRuntimeContext(), Types.ALERT_INPUT, AlertInput.ORDER, AlertInput::timeMillis);
    alerts =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("alerts", CustomerAlertsSerializer.INSTANCE));
  }

  @Override
  public void processElement(AlertInput input, ReadOnlyContext context, Collector<AlertNews> out)
      throws Exception {
    if (inputs.add(input, context.timerService())) {
      advance(context, out);
    }
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<AlertNews> out)
      throws Exception {
    advance(context, out);
  }

  private void advance(ReadOnlyContext context, Collector<AlertNews> out) throws Exception {
    var timers = context.timerService();
    String customerId = context.getCurrentKey();
    CustomerAlerts known = alerts.value();
    CustomerAlerts state = known == null ? new CustomerAlerts() : known;
    var news =
        new AlertNewsWriter(
            customerId,
            state,
            this::at,
            out::collect,
            note -> context.output(CALLS, note),
            share -> context.output(OUTCOMES, share));
    InTimeOrder.Taken<AlertInput> taken = inputs.take(timers);
    taken.passed().forEach(input -> apply(state, input, news));
    timeline.passTime(state, customerId, timers.currentWatermark(), news);
    if (!state.isEmpty()) {
      alerts.update(state);
    } else if (known != null) {
      alerts.clear();
    }
    long due = timeline.dueMillis(state, timers.currentWatermark());
    inputs.lookAt(Math.min(taken.nextMillis(), due), timers);
  }

  private void apply(CustomerAlerts state, AlertInput input, AlertNewsWriter news) {
    if (input.signal() != null) {
      timeline.signal(state, input.signal(), news);
    } else if (input.story() != null) {
      timeline.story(state, input.story(), news);
    } else if (input.purchase() != null) {
      timeline.purchase(state, input.purchase(), news);
    } else {
      timeline.action(state, Objects.requireNonNull(input.action()), news);
    }
  }
}
