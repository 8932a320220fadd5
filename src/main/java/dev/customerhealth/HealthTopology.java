package dev.customerhealth;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Reports;
import dev.customerhealth.codec.RulesRecords;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.Story;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.AlertInput;
import dev.customerhealth.operator.AlertNews;
import dev.customerhealth.operator.BesideRules;
import dev.customerhealth.operator.BudgetCalls;
import dev.customerhealth.operator.ConvertReferrals;
import dev.customerhealth.operator.FollowRules;
import dev.customerhealth.operator.NoteReferrals;
import dev.customerhealth.operator.PublishMode;
import dev.customerhealth.operator.PublishOutcomes;
import dev.customerhealth.operator.PublishStandings;
import dev.customerhealth.operator.ReadRules;
import dev.customerhealth.operator.ReleaseAlerts;
import dev.customerhealth.operator.RouteInput;
import dev.customerhealth.operator.ScoreCustomer;
import dev.customerhealth.operator.StartingRules;
import dev.customerhealth.operator.SumOutcomes;
import dev.customerhealth.operator.SumStandings;
import dev.customerhealth.operator.TrackAlerts;
import dev.customerhealth.operator.Types;
import dev.customerhealth.operator.WatermarkGate;
import dev.customerhealth.pattern.Stories;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

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
 *                                              └── customer ══╗         ├─ signals, actions, purchases  │
 *                                   shares in          track-alerts <═══╛ customer                      │
 *     sum-outcomes <══ key, salt ══ outcomes ────────────┘  ║ └─ calls ══ owner ══> budget-calls        │
 *           └═ key ═> publish-outcomes ──> win-backs,       ║ lives                     ║ releases      │
 *                                          loss reasons     ╚══════ customer ═══════════╩> release-alerts ──> alerts, answers
 *
 * rules topic ──> read-rules ══ everybody ══> every keyed step but stories
 * (no event time)      └─ refused: dead letters ──> outputs
 *
 * ══ customer ══  keyed by customer id, in event-time order per customer
 * ══ everybody ══ broadcast: every subtask follows the same rules
 * ══ person ══    keyed by who bought, named somebody or was named
 * ══ key ══       keyed by staff member, channel or stage, or by month, segment and outcome or reason;
 *                 salt: a sixteenth of its customers
 * ══ owner ══     keyed by who cares for the customer
 * </pre>
 */
public final class HealthTopology {

  private static final OutputTag<Envelope> NO_RULES = new OutputTag<>("no-rules", Types.ENVELOPE);

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

  /**
   * Rules that change while the job runs.
   *
   * @param documents records of the rules topic
   * @param homeCurrency replaces the default home currency of every document; null: none does
   * @param override whether the start rules replace those that a restored job followed
   */
  public record LiveRules(
      DataStream<Envelope> documents, @Nullable String homeCurrency, boolean override) {}

  private HealthTopology() {}

  /** Wires the job from envelopes to messages, under one set of rules. */
  public static DataStreamSink<OutputMessage> wire(
      DataStream<Envelope> inputs,
      Sink<OutputMessage> outputs,
      EventDecoder decoder,
      Settings settings) {
    return wire(inputs, null, outputs, decoder, settings);
  }

  /**
   * Wires the job from envelopes to messages.
   *
   * @param live null: the start rules hold to the end
   */
  public static DataStreamSink<OutputMessage> wire(
      DataStream<Envelope> inputs,
      @Nullable LiveRules live,
      Sink<OutputMessage> outputs,
      EventDecoder decoder,
      Settings settings) {
    SingleOutputStreamOperator<Envelope> events =
        inputs
            .transform(WatermarkGate.UID, Types.ENVELOPE, gate(settings))
            .uid(WatermarkGate.UID)
            .process(new RouteInput(settings.reports(), settings.endMillis()))
            .returns(Types.ENVELOPE)
            .name(RouteInput.UID)
            .uid(RouteInput.UID);

    StartingRules start = StartingRules.of(settings.rules(), live != null && live.override());
    SingleOutputStreamOperator<RulesChange> rules = changes(events, live, start, decoder, settings);

    SingleOutputStreamOperator<OutputMessage> scores =
        events
            .union(conversions(events, decoder, rules, start))
            .keyBy(Envelope::customerId, BasicTypeInfo.STRING_TYPE_INFO)
            .connect(rules.broadcast())
            .transform(
                ScoreCustomer.UID,
                Types.OUTPUT,
                new ScoreCustomer(
                    start,
                    decoder,
                    settings.reports(),
                    settings.publishMode(),
                    settings.refreshDays(),
                    settings.endMillis()))
            .uid(ScoreCustomer.UID);

    return scores
        .union(
            events.getSideOutput(RouteInput.REJECTED),
            rules.getSideOutput(ReadRules.REFUSED),
            scores.getSideOutput(ScoreCustomer.RETURNED),
            standings(scores.getSideOutput(ScoreCustomer.STANDING), rules, start, settings),
            alerts(scores, rules, start, settings))
        .sinkTo(outputs)
        .name(OUTPUTS_UID)
        .uid(OUTPUTS_UID);
  }

  /** Without a topic to follow it reads the side output of an operator that never writes any. */
  private static SingleOutputStreamOperator<RulesChange> changes(
      SingleOutputStreamOperator<Envelope> events,
      @Nullable LiveRules live,
      StartingRules start,
      EventDecoder decoder,
      Settings settings) {
    return (live == null ? events.getSideOutput(NO_RULES) : live.documents())
        .process(
            new ReadRules(
                settings.reports(),
                start,
                settings.rules().calendarZone(),
                live == null ? null : live.homeCurrency(),
                new RulesRecords(decoder.registry())))
        .returns(Types.RULES_CHANGE)
        .name(ReadRules.UID)
        .uid(ReadRules.UID)
        .setParallelism(1);
  }

  /** What the job finds out about customers by itself, as events of theirs. */
  private static DataStream<Envelope> conversions(
      DataStream<Envelope> events,
      EventDecoder decoder,
      DataStream<RulesChange> rules,
      StartingRules start) {
    KeyedStream<ReferralNote, String> notes =
        events
            .process(new NoteReferrals(decoder))
            .returns(Types.REFERRAL_NOTE)
            .name(NoteReferrals.UID)
            .uid(NoteReferrals.UID)
            .keyBy(ReferralNote::person, BasicTypeInfo.STRING_TYPE_INFO);
    return following(
        rules, notes, new ConvertReferrals(start), Types.ENVELOPE, ConvertReferrals.UID);
  }

  /** In two steps: everybody is served by some channel, and one subtask would sum them all up. */
  private static DataStream<OutputMessage> standings(
      DataStream<StandingShare> shares,
      DataStream<RulesChange> rules,
      StartingRules start,
      Settings settings) {
    DataStream<StandingShare> sums =
        following(
            rules,
            shares.keyBy(StandingShare::saltedKey, BasicTypeInfo.STRING_TYPE_INFO),
            new SumStandings(start, settings.endMillis()),
            Types.STANDING_SHARE,
            SumStandings.UID);
    return following(
        rules,
        sums.keyBy(StandingShare::key, BasicTypeInfo.STRING_TYPE_INFO),
        new PublishStandings(start, settings.reports(), settings.endMillis()),
        Types.OUTPUT,
        PublishStandings.UID);
  }

  /**
   * What moves alerts is decided per customer, what an owner is asked for per owner; the gate puts
   * the two together, per customer again.
   */
  private static DataStream<OutputMessage> alerts(
      SingleOutputStreamOperator<OutputMessage> scores,
      DataStream<RulesChange> rules,
      StartingRules start,
      Settings settings) {
    DataStream<Signal> signals = scores.getSideOutput(ScoreCustomer.SIGNALS);
    DataStream<Story> stories = Stories.of(scores.getSideOutput(ScoreCustomer.STORY_SIGNALS));
    DataStream<CrmAction> actions = scores.getSideOutput(ScoreCustomer.ACTIONS);
    DataStream<LaterPurchase> purchases = scores.getSideOutput(ScoreCustomer.PURCHASES);
    KeyedStream<AlertInput, String> inputs =
        input(signals, AlertInput::of, "alert-signals")
            .union(
                input(stories, AlertInput::of, "alert-stories"),
                input(actions, AlertInput::of, "alert-actions"),
                input(purchases, AlertInput::of, "alert-purchases"))
            .keyBy(AlertInput::customerId, BasicTypeInfo.STRING_TYPE_INFO);
    SingleOutputStreamOperator<AlertNews> lives =
        following(
            rules,
            inputs,
            new TrackAlerts(start, settings.alertsFromMillis()),
            Types.ALERT_NEWS,
            TrackAlerts.UID);

    DataStream<AlertNews> releases =
        following(
            rules,
            lives
                .getSideOutput(TrackAlerts.CALLS)
                .keyBy(CallNote::owner, BasicTypeInfo.STRING_TYPE_INFO),
            new BudgetCalls(start, settings.endMillis()),
            Types.ALERT_NEWS,
            BudgetCalls.UID);

    return following(
            rules,
            lives.union(releases).keyBy(AlertNews::customerId, BasicTypeInfo.STRING_TYPE_INFO),
            new ReleaseAlerts(start, settings.reports()),
            Types.OUTPUT,
            ReleaseAlerts.UID)
        .union(outcomes(lives.getSideOutput(TrackAlerts.OUTCOMES), rules, start, settings));
  }

  /** In two steps, as standings. */
  private static DataStream<OutputMessage> outcomes(
      DataStream<OutcomeShare> shares,
      DataStream<RulesChange> rules,
      StartingRules start,
      Settings settings) {
    SingleOutputStreamOperator<OutcomeShare> sums =
        following(
            rules,
            shares.keyBy(OutcomeShare::saltedKey, BasicTypeInfo.STRING_TYPE_INFO),
            new SumOutcomes(start, settings.endMillis()),
            Types.OUTCOME_SHARE,
            SumOutcomes.UID);
    return following(
        rules,
        sums.keyBy(OutcomeShare::key, BasicTypeInfo.STRING_TYPE_INFO),
        new PublishOutcomes(start, settings.reports(), settings.endMillis()),
        Types.OUTPUT,
        PublishOutcomes.UID);
  }

  /** A step that follows the rules, as all do that decide something. */
  private static <I, O> SingleOutputStreamOperator<O> following(
      DataStream<RulesChange> rules,
      KeyedStream<I, String> inputs,
      FollowRules<I, O, ?> step,
      TypeInformation<O> type,
      String uid) {
    return inputs.connect(rules.broadcast()).transform(uid, type, new BesideRules<>(step)).uid(uid);
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
