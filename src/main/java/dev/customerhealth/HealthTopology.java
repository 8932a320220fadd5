package dev.customerhealth;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.operator.AlertInput;
import dev.customerhealth.operator.AlertNews;
import dev.customerhealth.operator.BudgetCalls;
import dev.customerhealth.operator.ConvertReferrals;
import dev.customerhealth.operator.NoteReferrals;
import dev.customerhealth.operator.PublishMode;
import dev.customerhealth.operator.PublishStandings;
import dev.customerhealth.operator.ReleaseAlerts;
import dev.customerhealth.operator.RouteInput;
import dev.customerhealth.operator.ScoreCustomer;
import dev.customerhealth.operator.SumStandings;
import dev.customerhealth.operator.TrackAlerts;
import dev.customerhealth.operator.Types;
import dev.customerhealth.operator.WatermarkGate;
import dev.customerhealth.pattern.Stories;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The whole job on one page. Sources and sinks are arguments, so that Kafka, files and tests run
 * the same graph.
 *
 * <pre>
 *                                  ┌─> note-referrals ══ person ══> convert-referrals
 *                                  │                                    ║ conversions
 * inputs ──> watermark-gate ──> route-input ══════ customer ══════> score-customer ──> scores, changes ──┐
 * (bytes,     (no end of           │                                    │                               │
 *  event       time by             └─ rejected: dead letters ───────────┼─ returned: late, refused ─────┼──> outputs
 *  time)       accident)                                                │                               │
 *                                                                       ├─ shares in standings          │
 *                                     sum-standings <══ key, salt ══════╡                               │
 *                                           └═ key ═> publish-standings ┼─> standings ──────────────────┤
 *                                                                       ├─ signals                      │
 *                                           stories <══ customer ═══════╡                               │
 *                                              └── customer ══╗         ├─ signals, actions             │
 *                                                      track-alerts <═══╛ customer                      │
 *                                                      lives ║ └─ calls ══ owner ══> budget-calls       │
 *                                                            ║                           ║ releases     │
 *                                                            ╚══════ customer ═══════════╩> release-alerts ──> alerts, answers
 *
 * ══ customer ══  keyed by customer id, in event-time order per customer
 * ══ person ══    keyed by who bought, named somebody or was named
 * ══ key ══       keyed by staff member, channel or stage; salt: a sixteenth of its customers
 * ══ owner ══     keyed by who cares for the customer
 * </pre>
 */
public final class HealthTopology {

  /** Where outputs leave the job. */
  public static final String OUTPUTS_UID = "outputs";

  /**
   * What the graph needs to know.
   *
   * @param refreshDays how old the record of a lively customer may become, in days; 0: any age
   * @param alertsFromMillis alerts decided before are computed, not published; {@code
   *     Long.MIN_VALUE}: all are published
   * @param endMillis the last instant of event time; {@code Long.MAX_VALUE} for an endless stream
   */
  public record Settings(
      Rules rules,
      Reports reports,
      PublishMode publishMode,
      int refreshDays,
      long alertsFromMillis,
      long endMillis) {

    boolean endless() {
      return endMillis == Long.MAX_VALUE;
    }
  }

  private HealthTopology() {}

  /** Wires the job from envelopes to messages. */
  public static DataStreamSink<OutputMessage> wire(
      DataStream<Envelope> inputs,
      Sink<OutputMessage> outputs,
      EventDecoder decoder,
      Settings settings) {
    SingleOutputStreamOperator<Envelope> events =
        inputs
            .transform(WatermarkGate.UID, Types.ENVELOPE, gate(settings))
            .uid(WatermarkGate.UID)
            .process(
                new RouteInput(
                    settings.reports(), settings.rules().excludedCustomers(), settings.endMillis()))
            .returns(Types.ENVELOPE)
            .name(RouteInput.UID)
            .uid(RouteInput.UID);

    SingleOutputStreamOperator<OutputMessage> scores =
        events
            .union(conversions(events, decoder, settings.rules()))
            .keyBy(Envelope::customerId, BasicTypeInfo.STRING_TYPE_INFO)
            .transform(
                ScoreCustomer.UID,
                Types.OUTPUT,
                new ScoreCustomer(
                    settings.rules(),
                    decoder,
                    settings.reports(),
                    settings.publishMode(),
                    settings.refreshDays(),
                    settings.endMillis()))
            .uid(ScoreCustomer.UID);

    return scores
        .union(
            events.getSideOutput(RouteInput.REJECTED),
            scores.getSideOutput(ScoreCustomer.RETURNED),
            standings(scores.getSideOutput(ScoreCustomer.STANDING), settings),
            alerts(scores, settings))
        .sinkTo(outputs)
        .name(OUTPUTS_UID)
        .uid(OUTPUTS_UID);
  }

  /** What the job finds out about customers by itself, as events of theirs. */
  private static DataStream<Envelope> conversions(
      DataStream<Envelope> events, EventDecoder decoder, Rules rules) {
    return events
        .process(new NoteReferrals(decoder, rules.excludedCustomers()))
        .returns(Types.REFERRAL_NOTE)
        .name(NoteReferrals.UID)
        .uid(NoteReferrals.UID)
        .keyBy(ReferralNote::person, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new ConvertReferrals(rules))
        .returns(Types.ENVELOPE)
        .name(ConvertReferrals.UID)
        .uid(ConvertReferrals.UID);
  }

  /** In two steps: everybody is served by some channel, and one subtask would sum them all up. */
  private static DataStream<OutputMessage> standings(
      DataStream<StandingShare> shares, Settings settings) {
    return shares
        .keyBy(StandingShare::saltedKey, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new SumStandings(settings.rules(), settings.endMillis()))
        .returns(Types.STANDING_SHARE)
        .name(SumStandings.UID)
        .uid(SumStandings.UID)
        .keyBy(StandingShare::key, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new PublishStandings(settings.rules(), settings.reports(), settings.endMillis()))
        .returns(Types.OUTPUT)
        .name(PublishStandings.UID)
        .uid(PublishStandings.UID);
  }

  /**
   * What moves alerts is decided per customer, what an owner is asked for per owner; the gate puts
   * the two together, per customer again.
   */
  private static DataStream<OutputMessage> alerts(
      SingleOutputStreamOperator<OutputMessage> scores, Settings settings) {
    DataStream<Signal> signals = scores.getSideOutput(ScoreCustomer.SIGNALS);
    DataStream<Story> stories = Stories.of(signals, settings.rules().alerts());
    DataStream<CrmAction> actions = scores.getSideOutput(ScoreCustomer.ACTIONS);
    SingleOutputStreamOperator<AlertNews> lives =
        input(signals, AlertInput::of, "alert-signals")
            .union(
                input(stories, AlertInput::of, "alert-stories"),
                input(actions, AlertInput::of, "alert-actions"))
            .keyBy(AlertInput::customerId, BasicTypeInfo.STRING_TYPE_INFO)
            .process(new TrackAlerts(settings.rules(), settings.alertsFromMillis()))
            .returns(Types.ALERT_NEWS)
            .name(TrackAlerts.UID)
            .uid(TrackAlerts.UID);

    DataStream<AlertNews> releases =
        lives
            .getSideOutput(TrackAlerts.CALLS)
            .keyBy(CallNote::owner, BasicTypeInfo.STRING_TYPE_INFO)
            .process(new BudgetCalls(settings.rules(), settings.endMillis()))
            .returns(Types.ALERT_NEWS)
            .name(BudgetCalls.UID)
            .uid(BudgetCalls.UID);

    return lives
        .union(releases)
        .keyBy(AlertNews::customerId, BasicTypeInfo.STRING_TYPE_INFO)
        .process(new ReleaseAlerts(settings.rules(), settings.reports()))
        .returns(Types.OUTPUT)
        .name(ReleaseAlerts.UID)
        .uid(ReleaseAlerts.UID);
  }

  private static <T> DataStream<AlertInput> input(
      DataStream<T> stream, MapFunction<T, AlertInput> as, String uid) {
    return stream.map(as).returns(Types.ALERT_INPUT).name(uid).uid(uid);
  }

  private static WatermarkGate<Envelope> gate(Settings settings) {
    return settings.endless()
        ? WatermarkGate.withoutEnd()
        : WatermarkGate.holdingUntilEndOfInput(settings.endMillis());
  }
}
