package dev.customerhealth.operator;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertTexts;
import dev.customerhealth.domain.alert.ReleaseGate;
import dev.customerhealth.domain.rules.Rules;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.util.Collector;

/**
 * Publishes alerts and the answers to actions: a call that its owner's budget has not asked for is
 * queued, and its release is a revision of its own.
 *
 * <ul>
 *   <li>Key: customer id.
 *   <li>State: {@code gate}, one {@link ReleaseGate}: what was published of alerts that something
 *       can still move, gone when they are put away; {@code waiting} and {@code armed}, see {@link
 *       InTimeOrder}; for all, {@code open-alerts}, how many are open.
 *   <li>Timer, in event time: one, the earliest of what waits.
 *   <li>Order: that of {@link AlertNews#ORDER}, when the watermark has passed it: releases come
 *       from another step, and fall between what happened before and after the end of their day.
 *   <li>Rules: a revision is told in the words of the version that decided it, whatever this step
 *       knows to be in force by then; the version in force at the end of the day decides a release.
 *   <li>Late: what comes behind the watermark is published on arrival.
 *   <li>Output: alerts and answers, each with the time at which it was decided; a tombstone for an
 *       alert of which nothing is remembered any more.
 * </ul>
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in open.
public final class ReleaseAlerts
    extends FollowRules<AlertNews, OutputMessage, ReleaseAlerts.Words> {

  public static final String UID = "release-alerts";

  private static final long serialVersionUID = 1L;

  private final Reports reports;

  private transient AlertMeters meters;
  private transient InTimeOrder<AlertNews> news;
  private transient ValueState<ReleaseGate> gates;

  /** What a version has to say about alerts. */
  record Words(Rules rules, AlertTexts texts) {}

  public ReleaseAlerts(StartingRules start, Reports reports) {
    super(start);
    this.reports = reports;
  }

  @Override
  Words made(Rules version) {
    return new Words(version, new AlertTexts(version));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    super.initializeState(context);
    meters = new AlertMeters(context.getOperatorStateStore());
  }

  @Override
  public void open(OpenContext context) {
    meters.open(getRuntimeContext().getMetricGroup());
    news =
        new InTimeOrder<>(
            getRuntimeContext(), Types.ALERT_NEWS, AlertNews.ORDER, AlertNews::timeMillis);
    gates =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("gate", ReleaseGateSerializer.INSTANCE));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    meters.snapshot();
  }

  @Override
  public void processElement(AlertNews input, ReadOnlyContext context, Collector<OutputMessage> out)
      throws Exception {
    if (news.add(input, context.timerService())) {
      advance(context, out);
    }
  }

  @Override
  public void onTimer(long timeMillis, OnTimerContext context, Collector<OutputMessage> out)
      throws Exception {
    advance(context, out);
  }

  private void advance(ReadOnlyContext context, Collector<OutputMessage> out) throws Exception {
    var timers = context.timerService();
    ReleaseGate known = gates.value();
    ReleaseGate gate = known == null ? new ReleaseGate() : known;
    InTimeOrder.Taken<AlertNews> taken = news.take(timers);
    taken.passed().forEach(one -> pass(gate, one, out));
    if (!gate.alerts.isEmpty()) {
      gates.update(gate);
    } else if (known != null) {
      gates.clear();
    }
    news.lookAt(taken.nextMillis(), timers);
  }

  private void pass(ReleaseGate gate, AlertNews one, Collector<OutputMessage> out) {
    switch (one.kind()) {
      case LIFE -> live(gate, one, out);
      case RELEASED -> {
        Words words = at(one.timeMillis());
        gate.release(one.subject(), one.timeMillis(), words.rules())
            .ifPresent(released -> publish(released, words, true, out));
      }
      case ANSWER -> {
        ActionAnswer answer = gate.answer(Objects.requireNonNull(one.answer()));
        meters.answered(answer);
        out.collect(reports.actionResult(answer));
      }
      case PUT_AWAY -> gate.forget(one.subject());
      case WITHDRAWN -> {
        gate.forget(one.subject());
        out.collect(reports.noAlert(one.subject(), one.timeMillis()));
      }
    }
  }

  /** By the version in force where the one that decided it is not known: then that is named. */
  private void live(ReleaseGate gate, AlertNews one, Collector<OutputMessage> out) {
    Alert life = one.life();
    Words inForce = at(one.timeMillis());
    // Two start documents may have one name: that of the instant is asked first.
    boolean isInForce = inForce.rules().version().equals(life.rulesVersion());
    Words decided = isInForce ? inForce : of(life.rulesVersion());
    Words words = decided == null ? inForce : decided;
    var before = gate.alerts.get(one.subject());
    boolean wasOpen = before != null && before.shown().isLive();
    Alert told = decided == null ? life.decidedBy(words.rules()) : life;
    publish(gate.life(told, words.rules()), words, wasOpen, out);
  }

  private void publish(Alert alert, Words words, boolean wasOpen, Collector<OutputMessage> out) {
    meters.published(alert, wasOpen);
    out.collect(reports.alert(words.texts().record(alert), words.rules().reportingCurrency()));
  }
}
