package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.ActionAnswer.Refusal;
import dev.customerhealth.domain.customer.EventIds;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets signals, stories, people and time act on the alerts of one customer, and says what came of
 * it.
 *
 * <p>Inputs come in order of time; of one instant: signals as the scores said them, turn by turn,
 * within a turn in {@link Signal#ORDER}; then stories in {@link Story#ORDER}, then purchases, then
 * actions by id. An input older than what was applied before counts as of now. Each input first
 * lets time pass up to just before it, so the records do not depend on how often {@link #passTime}
 * is called.
 *
 * <p>Whatever happens at an instant is decided by the rules in force then. What is due is asked for
 * anew by the rules of each week, counted from when something was last decided: other terms reach
 * alerts that nothing moves within a week, and no state has to be gone through when rules change. A
 * lower severity is looked for before every input, too, and has a turn of its own.
 *
 * <p>Here nothing is QUEUED: the budget is decided per owner, behind this, and changes no way that
 * an alert can go ({@link AlertMove}); {@link ReleaseGate} puts the two together.
 */
public final class AlertTimeline {

  private static final long LOOK_MILLIS = 7 * 86_400_000L;

  private final RulesByTime rules;
  private final long alertsFromMillis;

  /** Under rules that never change; see the other constructor. */
  public AlertTimeline(Rules rules, long alertsFromMillis) {
    this(RulesByTime.always(rules), alertsFromMillis);
  }

  /**
   * @param alertsFromMillis alerts decided before are computed, not published; {@link
   *     CustomerAlerts#BEFORE_ALL}: publish all
   */
  public AlertTimeline(RulesByTime rules, long alertsFromMillis) {
    this.rules = rules;
    this.alertsFromMillis = alertsFromMillis;
  }

  public void signal(CustomerAlerts state, Signal signal, AlertPublisher out) {
    if (signal.kind() == SignalKind.ERASED) {
      return; // The action itself comes, too.
    }
    Turn turn = turn(state, signal.customerId(), signal.timeMillis(), signal.cause(), out);
    state.facts = signal.facts();
    state.isUnseen = false; // Of who refuses nothing is told.
    clear(turn, signal);
    if (signal.kind() == SignalKind.LOST) {
      state.quietUntil.clear();
      live(state).forEach(alert -> turn.end(alert, AlertMove.LOSE, null));
    }
    ease(turn, signal);
    Opening opening = Opening.of(signal);
    if (opening != null) {
      opening.apply(turn);
    }
    end(turn, out);
  }

  public void story(CustomerAlerts state, Story story, AlertPublisher out) {
    Signal last = story.last();
    Turn turn = turn(state, last.customerId(), story.timeMillis(), last.cause(), out);
    state.facts = last.facts();
    Opening opening = Opening.of(story);
    if (opening != null) {
      opening.apply(turn);
    }
    end(turn, out);
  }

  /** Answers every action but those that are refused before they come here. */
  public void action(CustomerAlerts state, CrmAction action, AlertPublisher out) {
    String cause = EventIds.name(action);
    Turn turn = turn(state, action.customerId(), action.timeMillis(), cause, out);
    Refusal refusal = ActionChecks.refusal(action, turn.nowMillis, turn.alertRules());
    if (refusal == null && action.kind() == CrmAction.Kind.ERASE) {
      erase(turn, out);
    } else if (refusal == null && action.kind() != CrmAction.Kind.OVERRIDE_SCORE) {
      refusal = new Handling(turn, action).apply(Objects.requireNonNull(action.alertId()));
      if (refusal == null) {
        Tickets.contact(turn, action);
      }
    }
    end(turn, out);
    Long revision = refusal == null ? revision(state, action.alertId()) : null;
    out.answer(new ActionAnswer(action, refusal, revision, turn.nowMillis, turn.rules.version()));
  }

  /** Moves no alert, but what is told of tickets. */
  public void purchase(CustomerAlerts state, LaterPurchase purchase, AlertPublisher out) {
    boolean isBooked =
        purchase.kind() == LaterPurchase.Kind.BOUGHT
            || purchase.kind() == LaterPurchase.Kind.RETURNED;
    if (isBooked ? state.tallies.isEmpty() : state.isEmpty()) {
      return; // Whatever time brings until then, it begins no ticket.
    }
    Turn turn = turn(state, purchase.customerId(), purchase.timeMillis(), Standing.LATE_DATA, out);
    Tickets.book(state, purchase);
    end(turn, out);
  }

  /** Publishes what time alone brings, up to and including the given instant. */
  public void passTime(
      CustomerAlerts state, String customerId, long untilMillis, AlertPublisher out) {
    long due = dueMillis(state, untilMillis);
    for (; due <= untilMillis; due = dueMillis(state, untilMillis)) {
      easeByRules(state, customerId, due, out);
      Turn turn = new Turn(customerId, state, rules.at(due), due, Standing.TIME);
      if (!state.wentLive && alertsFromMillis <= due) {
        GoingLive.apply(turn);
      }
      Aging.apply(turn);
      end(turn, out);
    }
  }

  /**
   * When time alone next does something, or asks for a look; {@link CustomerAlerts#NEVER}: not at
   * all.
   *
   * @param untilMillis up to which looks are taken; the answer may be later
   */
  public long dueMillis(CustomerAlerts state, long untilMillis) {
    if (state.isEmpty()) {
      return CustomerAlerts.NEVER;
    }
    long look = state.clockMillis;
    while (look <= untilMillis) {
      long due = dueSeenAt(look, state);
      if (due < look + LOOK_MILLIS) {
        return Math.max(look, due);
      }
      look += LOOK_MILLIS;
    }
    return look;
  }

  private long dueSeenAt(long lookMillis, CustomerAlerts state) {
    long aging = Aging.dueMillis(state, rules, lookMillis);
    // A job that goes on from another's state may be told an instant that has passed there.
    return state.wentLive ? aging : Math.min(aging, Math.max(alertsFromMillis, state.clockMillis));
  }

  private Turn turn(
      CustomerAlerts state, String customerId, long timeMillis, String cause, AlertPublisher out) {
    long now = Math.max(state.clockMillis, timeMillis);
    boolean goesLiveNow = !state.wentLive && alertsFromMillis == now;
    passTime(state, customerId, goesLiveNow ? now : now - 1, out);
    easeByRules(state, customerId, now, out);
    // Whoever has nothing yet has nothing to settle.
    state.wentLive |= state.isEmpty() && alertsFromMillis <= now;
    return new Turn(customerId, state, rules.at(now), now, cause);
  }

  /** Before anything else moves an alert: from then on nobody could tell what rules did to it. */
  private void easeByRules(
      CustomerAlerts state, String customerId, long nowMillis, AlertPublisher out) {
    List<Alert> tooMuch = Aging.askingTooMuch(state, rules, nowMillis);
    if (!tooMuch.isEmpty()) {
      Turn turn = new Turn(customerId, state, rules.at(nowMillis), nowMillis, Standing.RULES);
      tooMuch.forEach(turn::ease);
      end(turn, out);
    }
  }

  private void end(Turn turn, AlertPublisher out) {
    turn.end(out, turn.state.wentLive);
  }

  private static void clear(Turn turn, Signal signal) {
    turn.state.quietUntil.keySet().removeIf(key -> key.isClearedBy(signal));
    for (Alert alert : List.copyOf(turn.state.alerts)) {
      boolean lostAndBack =
          alert.status() == AlertStatus.LOST && signal.kind() == SignalKind.RETURNED;
      if (!alert.status().isEnded() && (lostAndBack || alert.key().isClearedBy(signal))) {
        recover(turn, alert, signal);
      }
    }
  }

  private static void ease(Turn turn, Signal signal) {
    AlertKey key = AlertKey.easedBy(signal);
    Alert open = key == null ? null : turn.state.openOf(key);
    if (open != null && open.isLive() && open.severity() == Severity.CALL) {
      turn.put(turn.ease(open).plus(signal.evidence()));
    }
  }

  private static void recover(Turn turn, Alert alert, Signal signal) {
    boolean isLate = signal.tellsOfTimeBefore(alert.openedMillis());
    if (isLate || signal.cause().equals(Standing.RULES)) {
      String why = isLate ? Standing.LATE_DATA : Standing.RULES;
      turn.end(alert, AlertMove.RETRACT, null, why);
      return;
    }
    boolean worked = alert.status() == AlertStatus.LOST || alert.contact().reachedMillis() != null;
    // Who was promised an answer, or whose harsh words still stand, has not come back yet.
    boolean isBack = worked && signal.kind() != SignalKind.CASE_IN_TIME;
    turn.end(alert, AlertMove.RECOVER, isBack ? Resolution.WON_BACK : Resolution.RECOVERED);
  }

  private void erase(Turn turn, AlertPublisher out) {
    CustomerAlerts state = turn.state;
    // What was told of tickets stays: sums name nobody.
    state.tallies.clear();
    for (Alert alert : List.copyOf(state.alerts)) {
      if (!alert.status().isEnded()) {
        turn.end(alert, AlertMove.ERASE, Resolution.ERASED);
      }
    }
    end(turn, out);
    state.ids().forEach(id -> out.withdraw(id, turn.nowMillis));
    state.alerts.clear();
    state.stubs.clear();
    state.quietUntil.clear();
    state.facts = null;
  }

  private static List<Alert> live(CustomerAlerts state) {
    return state.alerts.stream().filter(Alert::isLive).toList();
  }

  private static @Nullable Long revision(CustomerAlerts state, @Nullable String alertId) {
    Alert alert = alertId == null ? null : state.find(alertId);
    return alert == null ? null : (Long) alert.standing().revision();
  }
}
