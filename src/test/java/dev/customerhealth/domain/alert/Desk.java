package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One customer's alerts under test, and everything that was said about them. */
final class Desk implements AlertPublisher {

  static final long DAY = 86_400_000L;
  static final long HOUR = 3_600_000L;

  /** A Monday, 10:00. */
  static final long START = Instant.parse("2011-06-06T10:00:00Z").toEpochMilli();

  static final CustomerFacts FACTS =
      new CustomerFacts(
          null, "mai", null, true, 32_000_000_000L, "VND", 1_000_000L, 90, 22, 8.0, 41.5, null, 3);

  final CustomerAlerts state = new CustomerAlerts();
  final List<Alert> said = new ArrayList<>();
  final List<ActionAnswer> answers = new ArrayList<>();
  final List<OutcomeShare> shares = new ArrayList<>();
  final List<String> putAway = new ArrayList<>();
  final List<String> withdrawn = new ArrayList<>();
  private final AlertTimeline timeline;
  private int actions;
  CustomerFacts facts = FACTS;

  Desk(Rules rules) {
    this(rules, CustomerAlerts.BEFORE_ALL);
  }

  Desk(Rules rules, long alertsFromMillis) {
    this(RulesByTime.always(rules), alertsFromMillis);
  }

  Desk(RulesByTime rules, long alertsFromMillis) {
    this.timeline = new AlertTimeline(rules, alertsFromMillis);
  }

  /** Noon-ish of a day counted from the start. */
  static long day(double days) {
    return START + Math.round(days * DAY);
  }

  Desk signal(double day, SignalKind kind) {
    return signal(day, kind, null);
  }

  Desk signal(double day, SignalKind kind, @Nullable String line) {
    return signal(signalOf(day, kind, line, Standing.TIME));
  }

  Desk late(double day, SignalKind kind, double occurred) {
    var signal =
        new Signal(
            "an",
            day(day),
            day(occurred),
            kind,
            null,
            "purchases/late",
            List.of(),
            facts,
            Map.of());
    return signal(signal);
  }

  Desk signal(Signal signal) {
    timeline.signal(state, signal, this);
    return this;
  }

  Desk story(AlertReason reason, Signal... signals) {
    timeline.story(state, new Story(reason, null, Arrays.asList(signals)), this);
    return this;
  }

  Signal signalOf(double day, SignalKind kind, @Nullable String line, String cause) {
    var evidence =
        List.of(
            new AlertEvidence(kind == SignalKind.SPEND_WATCH ? "spendDrop" : "risk", .35, null));
    return new Signal("an", day(day), day(day), kind, line, cause, evidence, facts, Map.of());
  }

  Desk act(double day, Kind kind, String alertId) {
    return act(action(day, kind, alertId, null, null));
  }

  Desk act(CrmAction action) {
    timeline.action(state, action, this);
    return this;
  }

  CrmAction action(
      double day,
      Kind kind,
      @Nullable String alertId,
      @Nullable Long until,
      @Nullable Outcome outcome) {
    return new CrmAction(
        "an",
        day(day),
        "a" + ++actions,
        kind,
        alertId,
        until,
        null,
        "hoa",
        null,
        outcome,
        null,
        null);
  }

  Desk contacted(double day, Outcome outcome) {
    return act(action(day, Kind.CONTACTED, id(), null, outcome));
  }

  Desk until(double day) {
    timeline.passTime(state, "an", day(day), this);
    return this;
  }

  /** Of known value, in both currencies alike. */
  Desk bought(double day, long amountTen4) {
    return late(day, day, amountTen4);
  }

  /** Known at a day, bought or given back at another. */
  Desk late(double day, double occurred, @Nullable Long amountTen4) {
    var kind =
        amountTen4 == null || amountTen4 > 0
            ? LaterPurchase.Kind.BOUGHT
            : LaterPurchase.Kind.RETURNED;
    return buy(new LaterPurchase("an", day(day), day(occurred), kind, amountTen4, amountTen4));
  }

  Desk buy(LaterPurchase purchase) {
    timeline.purchase(state, purchase, this);
    return this;
  }

  /** Of the alert that was opened first. */
  String id() {
    return said.get(0).id();
  }

  Alert last() {
    return said.get(said.size() - 1);
  }

  ActionAnswer answer() {
    return answers.get(answers.size() - 1);
  }

  /** {@code REASON STATUS cause} of every record, TIME left out. */
  List<String> story() {
    return said.stream()
        .map(
            alert ->
                alert.key().reason()
                    + " "
                    + alert.status()
                    + (alert.standing().resolution() == null
                        ? ""
                        : " " + alert.standing().resolution()))
        .toList();
  }

  @Override
  public void alert(Alert alert) {
    said.add(alert);
  }

  @Override
  public void answer(ActionAnswer answer) {
    answers.add(answer);
  }

  @Override
  public void outcome(OutcomeShare share) {
    shares.add(share);
  }

  @Override
  public void putAway(String alertId, long atMillis) {
    putAway.add(alertId);
  }

  @Override
  public void withdraw(String alertId, long atMillis) {
    withdrawn.add(alertId);
  }
}
