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

  /** Those of them that ended today. */
  private final Set<String> ended = new HashSet<>();

  /** Those that went to another owner today. */
  private final Set<String> handedOver = new HashSet<>();

  /** Those that came back to their owner today, whatever happened elsewhere. */
  private final Map<String, Alert> back = new TreeMap<>();

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
      if (one.alert.severity() == Severity.CALL) {
        call(one.alert, before);
      } else if (before != null) {
        forget(key(before));
      }
      print(gate.life(one.alert, rules.at(one.timeMillis)));
    } else if (one.answer != null) {
      published.add(ScoringSubtask.REPORTS.actionResult(gate.answer(one.answer)));
    } else {
      Alert gone = newest.remove(one.gone);
      if (gone != null) {
        forget(key(gone));
      }
      gate.forget(one.gone);
      published.add(ScoringSubtask.REPORTS.noAlert(one.gone, one.timeMillis));
    }
  }

  private void call(Alert alert, Alert before) {
    String key = key(alert);
    boolean wasCall = before != null && before.severity() == Severity.CALL;
    if (wasCall && !key(before).equals(key)) {
      back.remove(key(before));
      if (asked.remove(key(before)) || ended.remove(key(before))) {
        handedOver.add(key(before));
      }
    }
    if (!alert.isLive()) {
      if (asked.remove(key)) {
        (back.remove(key) == null ? ended : handedOver).add(key);
      }
      return;
    }
    var bypass = rules.at(alert.standing().atMillis()).alerts().bypass();
    boolean isAtOnce = alert.isTakenUp() || bypass.contains(alert.key().reason());
    boolean isBack = handedOver.remove(key);
    if (ended.remove(key) || isBack || isAtOnce) {
      asked.add(key);
    }
    if (isBack) {
      back.put(key, alert);
    }
  }

  /** What had a place with its owner begins without one. */
  private void forget(String key) {
    asked.remove(key);
    ended.remove(key);
    handedOver.remove(key);
    back.remove(key);
  }

  private void closeDay(long end) {
    List.copyOf(back.values()).forEach(alert -> release(alert, end));
    back.clear();
    ended.clear();
    handedOver.clear();
    var byOwner = new TreeMap<String, List<Alert>>();
    for (Alert alert : newest.values()) {
      Rules decided = rules.at(alert.standing().atMillis());
      boolean mayWait = !decided.alerts().bypass().contains(alert.key().reason());
      if (alert.wantsCall() && mayWait && !asked.contains(key(alert))) {
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
    asked.add(key(alert));
    gates.get(alert.customerId()).release(alert.id(), end, rules.at(end)).ifPresent(this::print);
  }

  private void print(Alert alert) {
    Rules decided = rules.at(alert.standing().atMillis());
    published.add(
        ScoringSubtask.REPORTS.alert(
            new AlertTexts(decided).record(alert), decided.reportingCurrency()));
  }

  private static String key(Alert alert) {
    return owner(alert) + "|" + alert.id();
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
