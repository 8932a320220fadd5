package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.rules.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps everything that happened to a customer's tickets, and works out from all of it what should
 * stand in the sums.
 */
final class NaiveTickets {

  /** Something that can begin a window, or a purchase; in the order in which it became known. */
  private record Step(
      long now, boolean isCall, CrmAction action, Alert alert, Long occurred, Long amount) {}

  /** A ticket, and all that happened in its time. */
  private final class Ticket {
    final String group;
    final Set<String> ids = new LinkedHashSet<>();
    final List<Step> steps = new ArrayList<>();
    boolean isGone;

    Ticket(String group) {
      this.group = group;
    }

    Alert firstCall() {
      return steps.stream().filter(Step::isCall).map(Step::alert).findFirst().orElse(null);
    }

    long calledMillis(List<Step> of) {
      return of.stream().filter(Step::isCall).mapToLong(Step::now).findFirst().orElse(-1);
    }

    /** The beginning of the window as of the steps so far; -1: none. */
    long begin(List<Step> so) {
      long begin = -1;
      boolean attempted = false;
      boolean talked = false;
      boolean called = false;
      boolean holdout = false;
      for (int i = 0; i < so.size(); i++) {
        Step step = so.get(i);
        List<Step> before = so.subList(0, i);
        boolean over = begin >= 0 && begin + window < step.now;
        boolean won = over && bought(before, begin) > 0;
        if (step.isCall && !called) {
          called = true;
          holdout = step.alert.holdout();
          begin = step.now;
        } else if (step.action != null && step.action.outcome() == null) {
          begin = begin < 0 ? step.now : begin;
        } else if (step.action != null && !(over && won)) {
          boolean talk = step.action.outcome() != Outcome.NO_ANSWER;
          boolean first = !attempted || (talk && !talked);
          begin = (first || over) && !holdout ? step.now : begin;
          attempted = true;
          talked |= talk;
        }
      }
      return begin;
    }

    /** Steps that count for how far care went: not those after the return was told. */
    List<Outcome> said() {
      var said = new ArrayList<Outcome>();
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        if (step.action != null && step.action.outcome() != null) {
          long begin = begin(steps.subList(0, i));
          boolean over = begin >= 0 && begin + window < step.now;
          if (!(over && bought(steps.subList(0, i), begin) > 0)) {
            said.add(step.action.outcome());
          }
        }
      }
      return said;
    }

    long bought(List<Step> so, long begin) {
      return within(so, begin).stream().filter(s -> s.amount == null || s.amount > 0).count();
    }

    List<Step> within(List<Step> so, long begin) {
      return so.stream()
          .filter(s -> s.occurred != null && begin < s.occurred && s.occurred <= begin + window)
          .toList();
    }
  }

  private final Rules rules;
  private final long window;
  private final List<Ticket> tickets = new ArrayList<>();

  NaiveTickets(Rules rules, int windowDays) {
    this.rules = rules;
    this.window = windowDays * Desk.DAY;
  }

  void purchase(long now, long occurred, Long amount) {
    tickets.forEach(t -> t.steps.add(new Step(now, false, null, null, occurred, amount)));
  }

  /**
   * A record that was published.
   *
   * @param state as it is by then
   */
  void record(Alert alert, CustomerAlerts state) {
    if (!alert.isLive() || alert.severity() != Severity.CALL) {
      return;
    }
    long now = alert.standing().atMillis();
    Ticket ticket = of(alert, now, state);
    if (ticket == null || isAnother(ticket, alert, now)) {
      ticket = begin(alert);
    }
    ticket.ids.add(alert.id());
    ticket.steps.add(new Step(now, true, null, alert, null, null));
  }

  private boolean isAnother(Ticket ticket, Alert alert, long now) {
    long begin = ticket.begin(ticket.steps);
    boolean over = begin >= 0 && begin + window < now;
    return over && (!ticket.ids.contains(alert.id()) || ticket.calledMillis(ticket.steps) < 0);
  }

  /** One that was done. */
  void action(CrmAction action, CustomerAlerts state) {
    Alert alert = state.find(action.alertId());
    if (action.outcome() == null && action.lossReason() == null && action.competitor() == null) {
      return;
    }
    Ticket ticket = of(alert, action.timeMillis(), state);
    ticket = ticket == null ? begin(alert) : ticket;
    ticket.steps.add(new Step(action.timeMillis(), false, action, alert, null, null));
  }

  /** Calls of tickets that are neither withheld as a whole nor not at all. */
  List<String> halfWithheld() {
    var half = new ArrayList<String>();
    for (Ticket ticket : tickets) {
      List<Alert> calls =
          ticket.steps.stream()
              .filter(Step::isCall)
              .map(Step::alert)
              .filter(alert -> !rules.alerts().bypass().contains(alert.key().reason()))
              .toList();
      if (calls.stream().map(Alert::holdout).distinct().count() > 1) {
        calls.forEach(alert -> half.add(alert.id() + " " + alert.holdout()));
      }
    }
    return half;
  }

  private Ticket begin(Alert alert) {
    var ticket = new Ticket(alert.groupId());
    ticket.ids.add(alert.id());
    tickets.add(ticket);
    return ticket;
  }

  private Ticket of(Alert alert, long now, CustomerAlerts state) {
    Comparator<Ticket> newest = Comparator.comparing(tickets::indexOf);
    tickets.forEach(ticket -> ticket.isGone |= isGone(ticket, now, state));
    return tickets.stream()
        .filter(ticket -> ticket.ids.contains(alert.id()))
        .max(newest)
        .orElse(
            tickets.stream()
                .filter(ticket -> ticket.group.equals(alert.groupId()) && !ticket.isGone)
                .max(newest)
                .orElse(null));
  }

  /** Long over, and none of its alerts can be touched any more. */
  private boolean isGone(Ticket ticket, long now, CustomerAlerts state) {
    long end = ticket.begin(ticket.steps) + window;
    return end + rules.alerts().reopenDays() * Desk.DAY < now
        && ticket.ids.stream().noneMatch(id -> state.find(id) != null);
  }

  /** When all windows have ended. */
  Map<String, OutcomeSums> sums(List<Alert> said) {
    Map<String, Alert> last = new HashMap<>();
    said.forEach(alert -> last.put(alert.id(), alert));
    var sums = new TreeMap<String, OutcomeSums>();
    for (Ticket ticket : tickets) {
      Severity reason =
          ticket.ids.stream()
              .map(last::get)
              .filter(NaiveTickets::isReason)
              .map(Alert::severity)
              .max(Comparator.naturalOrder())
              .orElse(null);
      Alert call = ticket.firstCall();
      if (reason == Severity.CALL && call != null) {
        String key = month(ticket.calledMillis(ticket.steps)) + "|default|" + outcome(ticket, call);
        sums.merge(key, money(ticket, null), OutcomeSums::plus);
      }
      CrmAction loss = loss(ticket);
      if (reason != null && loss != null) {
        String competitor = loss.competitor() == null ? "" : loss.competitor();
        String key = month(loss.timeMillis()) + "|default|" + loss.lossReason() + "|" + competitor;
        sums.merge(key, money(ticket, 32_000_000_000L), OutcomeSums::plus);
      }
    }
    return sums;
  }

  private static String outcome(Ticket ticket, Alert call) {
    if (call.holdout()) {
      return "HOLDOUT";
    }
    List<Outcome> said = ticket.said();
    if (said.contains(Outcome.CONCERN_ANSWERED)) {
      return "CONCERN_ANSWERED";
    }
    List<Outcome> talks = said.stream().filter(one -> one != Outcome.NO_ANSWER).toList();
    boolean refused = !talks.isEmpty() && talks.get(talks.size() - 1) == Outcome.REFUSED;
    return refused ? "REFUSED" : said.isEmpty() ? "NOT_CONTACTED" : "CONTACTED";
  }

  private OutcomeSums money(Ticket ticket, Long lost) {
    long begin = ticket.begin(ticket.steps);
    List<Step> within = ticket.within(ticket.steps, begin);
    List<Long> known = within.stream().map(Step::amount).filter(a -> a != null).toList();
    return new OutcomeSums(
        1,
        ticket.bought(ticket.steps, begin) > 0 ? 1 : 0,
        known.stream().mapToLong(Long::longValue).sum(),
        known.isEmpty() ? 0 : 1,
        within.size() - known.size(),
        lost == null ? 0 : lost,
        lost == null ? 0 : 1);
  }

  /** As the last word has it; null: nothing was said. */
  private static CrmAction loss(Ticket ticket) {
    CrmAction last = null;
    String reason = null;
    String competitor = null;
    for (Step step : ticket.steps) {
      CrmAction action = step.action;
      if (action != null && (action.lossReason() != null || action.competitor() != null)) {
        last = action;
        reason = action.lossReason() == null ? reason : action.lossReason();
        reason = reason == null ? "NOT_STATED" : reason;
        competitor = action.competitor() == null ? competitor : action.competitor();
      }
    }
    return last == null
        ? null
        : new CrmAction(
            last.customerId(),
            last.timeMillis(),
            last.id(),
            last.kind(),
            null,
            null,
            null,
            null,
            null,
            null,
            reason,
            competitor);
  }

  private static boolean isReason(Alert alert) {
    Resolution how = alert.standing().resolution();
    return alert.status() != AlertStatus.RETRACTED
        && how != Resolution.FALSE_ALARM
        && how != Resolution.SUPERSEDED;
  }

  private String month(long millis) {
    return Instant.ofEpochMilli(millis).atZone(rules.calendarZone()).toString().substring(0, 7);
  }
}
