package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.AlertTexts;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.ReleaseGate;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import dev.customerhealth.operator.AlertInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is published of a script, computed with everything at hand: all lives from beginning to end,
 * then day by day every alert of the shop, sorted.
 */
public final class NaiveAlerts {

  /** Something that was said about a customer's alerts, before the budget. */
  private record Said(
      long timeMillis, String customer, Alert alert, ActionAnswer answer, String gone) {}

  private final RulesByTime rules;
  private final List<Said> said = new ArrayList<>();
  private final Map<String, ReleaseGate> gates = new HashMap<>();
  private final List<OutputMessage> published = new ArrayList<>();
  private final List<OutcomeShare> shares = new ArrayList<>();

  /** The newest revision of each alert. */
  private final Map<String, Alert> newest = new TreeMap<>();

  /** Owner and alert that were brought together already. */
  private final Set<String> asked = new HashSet<>();

  /** Those of them that ended today, or went to another owner. */
  private final Set<String> ended = new HashSet<>();

  private NaiveAlerts(RulesByTime rules) {
    this.rules = rules;
  }

  public static List<OutputMessage> of(
      List<AlertInput> inputs, Rules rules, long alertsFromMillis, long untilMillis) {
    return of(inputs, RulesByTime.always(rules), alertsFromMillis, untilMillis);
  }

  /** Under rules that change. */
  public static List<OutputMessage> of(
      List<AlertInput> inputs, RulesByTime rules, long alertsFromMillis, long untilMillis) {
    var naive = new NaiveAlerts(rules);
    var lives = new TreeMap<String, List<AlertInput>>();
    inputs.forEach(i -> lives.computeIfAbsent(i.customerId(), id -> new ArrayList<>()).add(i));
    lives.forEach((id, life) -> naive.live(id, life, alertsFromMillis, untilMillis));
    naive.publish(untilMillis);
    naive.published.addAll(NaiveOutcomes.of(naive.shares, rules, untilMillis));
    return naive.published;
  }

  private void live(String id, List<AlertInput> life, long fromMillis, long untilMillis) {
    var timeline = new AlertTimeline(rules, fromMillis);
    var state = new CustomerAlerts();
    var ear = new Ear(id);
    life.stream()
        .sorted(Comparator.comparingLong(NaiveAlerts::time))
        .forEach(
            input -> {
              if (input.signal() != null) {
                timeline.signal(state, input.signal(), ear);
              } else if (input.story() != null) {
                timeline.story(state, input.story(), ear);
              } else if (input.purchase() != null) {
                timeline.purchase(state, input.purchase(), ear);
              } else {
                timeline.action(state, input.action(), ear);
              }
            });
    timeline.passTime(state, id, untilMillis, ear);
  }

  private static long time(AlertInput input) {
    if (input.purchase() != null) {
      return input.purchase().timeMillis();
    }
    return input.signal() != null
        ? input.signal().timeMillis()
        : input.story() != null ? input.story().timeMillis() : input.action().timeMillis();
  }

  private void publish(long untilMillis) {
    var days = new CalendarDays(rules.at(untilMillis).calendarZone());
    said.sort(Comparator.comparingLong(Said::timeMillis));
    int next = 0;
    long first = said.isEmpty() ? untilMillis : said.get(0).timeMillis;
    for (int day = days.dayOf(first); days.startOf(day) <= untilMillis; day++) {
      long end = Math.min(days.startOf(day + 1) - 1, untilMillis);
      for (; next < said.size() && said.get(next).timeMillis <= end; next++) {
        say(said.get(next));
      }
      if (days.startOf(day + 1) - 1 <= untilMillis) {
        closeDay(end);
      }
    }
  }

  private void say(Said one) {
    ReleaseGate gate = gates.computeIfAbsent(one.customer, id -> new ReleaseGate());
    if (one.alert != null) {
      Alert before = newest.put(one.alert.id(), one.alert);
      String key = owner(one.alert) + "|" + one.alert.id();
      String keyBefore = before == null ? key : owner(before) + "|" + one.alert.id();
      if ((!keyBefore.equals(key) || !one.alert.isLive()) && asked.remove(keyBefore)) {
        ended.add(keyBefore);
      }
      if (one.alert.isLive() && one.alert.severity() == Severity.WATCH) {
        forgetEnded(one.alert.id());
      }
      boolean isCall = one.alert.isLive() && one.alert.severity() == Severity.CALL;
      var bypass = rules.at(one.timeMillis).alerts().bypass();
      boolean isAtOnce = one.alert.isTakenUp() || bypass.contains(one.alert.key().reason());
      if (isCall && (isAtOnce || ended.remove(key))) {
        asked.add(key);
      }
      print(gate.life(one.alert, rules.at(one.timeMillis)));
    } else if (one.answer != null) {
      published.add(ScoringSubtask.REPORTS.actionResult(gate.answer(one.answer)));
    } else {
      forgetEnded(one.gone);
      gate.forget(one.gone);
      published.add(ScoringSubtask.REPORTS.noAlert(one.gone, one.timeMillis));
    }
  }

  /** What had a place begins without one. */
  private void forgetEnded(String alertId) {
    ended.removeIf(key -> key.endsWith("|" + alertId));
  }

  private void closeDay(long end) {
    ended.clear();
    var byOwner = new TreeMap<String, List<Alert>>();
    for (Alert alert : newest.values()) {
      Rules decided = rules.at(alert.standing().atMillis());
      boolean mayWait = !decided.alerts().bypass().contains(alert.key().reason());
      if (alert.wantsCall() && mayWait && !asked.contains(owner(alert) + "|" + alert.id())) {
        byOwner.computeIfAbsent(owner(alert), name -> new ArrayList<>()).add(alert);
      }
    }
    byOwner
        .values()
        .forEach(
            waiting ->
                waiting.stream()
                    .sorted(
                        Comparator.comparingLong(
                                (Alert alert) -> -alert.facts().valueAtRiskReportingTen4())
                            .thenComparing(Alert::id))
                    .limit(rules.at(end).alerts().dailyBudget())
                    .forEach(alert -> release(alert, end)));
  }

  private void release(Alert alert, long end) {
    asked.add(owner(alert) + "|" + alert.id());
    gates.get(alert.customerId()).release(alert.id(), end, rules.at(end)).ifPresent(this::print);
  }

  private void print(Alert alert) {
    Rules decided = rules.at(alert.standing().atMillis());
    published.add(
        ScoringSubtask.REPORTS.alert(
            new AlertTexts(decided).record(alert), decided.reportingCurrency()));
  }

  private static String owner(Alert alert) {
    return Objects.requireNonNullElse(alert.owner(), "");
  }

  /** Alerts that ever had this severity, for tests that a script is no trivial one. */
  public static boolean hasCalls(List<OutputMessage> published) {
    return Records.on(Topic.ALERTS, published).stream()
        .anyMatch(message -> Records.text(message).contains(Severity.CALL.name()));
  }

  private final class Ear implements AlertPublisher {

    private final String customer;

    Ear(String customer) {
      this.customer = customer;
    }

    @Override
    public void alert(Alert alert) {
      said.add(new Said(alert.standing().atMillis(), customer, alert, null, null));
    }

    @Override
    public void answer(ActionAnswer answer) {
      said.add(new Said(answer.atMillis(), customer, null, answer, null));
    }

    @Override
    public void outcome(OutcomeShare share) {
      shares.add(share);
    }

    @Override
    public void putAway(String alertId, long atMillis) {}

    @Override
    public void withdraw(String alertId, long atMillis) {
      said.add(new Said(atMillis, customer, null, null, alertId));
    }
  }
}
