package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.WinBackTally.Told;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.Rules;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tallies of a customer's tickets in step with the alerts, and says what they add to the
 * sums. After every turn what stands there is compared with what should: so whatever happens later,
 * a late purchase, a retraction, another talk, takes back what it makes untrue.
 */
final class Tickets {

  private static final long DAY_MILLIS = 86_400_000L;

  private Tickets() {}

  /** Of an action that was done. */
  static void contact(Turn turn, CrmAction action) {
    boolean says =
        action.outcome() != null || action.lossReason() != null || action.competitor() != null;
    String id = action.alertId();
    Alert alert = id == null ? null : turn.state.find(id);
    if (!says || alert == null) {
      return;
    }
    WinBackTally tally = of(turn.state, alert);
    if (tally == null) {
      tally = begin(turn, alert);
    }
    CustomerFacts facts = turn.state.facts == null ? alert.facts() : turn.state.facts;
    Long value = facts.valuedBy(turn.rules).valueAtRiskReportingTen4();
    tally.contact(action, turn.nowMillis, value, turn.alertRules().winBackDays());
  }

  /** A live alert that is a CALL; one that comes when all is told of its group is judged anew. */
  static void call(Turn turn, Alert alert) {
    WinBackTally joined = joined(turn.state, alert);
    WinBackTally tally = joined == null ? begin(turn, alert) : joined;
    tally.call(alert, turn.nowMillis, turn.alertRules().winBackDays());
  }

  /**
   * Whether the ticket that a CALL belongs to is withheld by lot. One that begins goes with the
   * CALLs of its group that are open: somebody may be at work on them.
   *
   * @return null: that is not decided yet
   */
  static @Nullable Boolean isHeldOut(CustomerAlerts state, Alert call) {
    WinBackTally joined = joined(state, call);
    if (joined != null && joined.calledMillis != null) {
      return joined.isHoldout;
    }
    List<Alert> open =
        state.alerts.stream()
            .filter(alert -> alert.isLive() && alert.severity() == Severity.CALL)
            .filter(alert -> !alert.id().equals(call.id()))
            .toList();
    return open.isEmpty() ? null : (Boolean) open.stream().anyMatch(Alert::holdout);
  }

  /** The ticket of a CALL; null: it is one of its own. */
  private static @Nullable WinBackTally joined(CustomerAlerts state, Alert call) {
    WinBackTally tally = of(state, call);
    boolean isItsOwn = tally != null && tally.alertIds.contains(call.id());
    boolean isAnother = tally != null && (!isItsOwn || tally.calledMillis == null);
    return tally == null || (tally.isOver && isAnother) ? null : tally;
  }

  static void book(CustomerAlerts state, LaterPurchase purchase) {
    switch (purchase.kind()) {
      case BOUGHT, RETURNED -> state.tallies.forEach(tally -> tally.book(purchase));
      case UNSEEN -> {
        state.isUnseen = true;
        state.tallies.forEach(tally -> tally.isUnseen = true);
      }
      case SEEN -> state.isUnseen = false;
    }
  }

  /** When the next window ends, or the next ticket is forgotten. */
  static long dueMillis(CustomerAlerts state, AlertRules rules) {
    long due = CustomerAlerts.NEVER;
    for (WinBackTally tally : state.tallies) {
      if (!tally.isOver) {
        due = Math.min(due, tally.endMillis());
      } else if (!isWhole(state, tally)) {
        due = Math.min(due, forgottenMillis(tally, rules));
      }
    }
    return due;
  }

  /** Late purchases are booked as long as an alert may be opened again. */
  private static long forgottenMillis(WinBackTally tally, AlertRules rules) {
    return tally.endMillis() + rules.reopenDays() * DAY_MILLIS;
  }

  static void endWindows(Turn turn) {
    for (WinBackTally tally : turn.state.tallies) {
      tally.isOver |= tally.endMillis() <= turn.nowMillis;
    }
  }

  /**
   * Until when an alert that won the customer back stays whole, for its money is put down on it;
   * {@code Long.MIN_VALUE}: for no longer than others.
   */
  static long settledMillis(CustomerAlerts state, Alert alert) {
    for (WinBackTally tally : state.tallies) {
      Alert winner = winner(state, tally);
      if (winner != null && winner.id().equals(alert.id())) {
        return tally.endMillis() + 1;
      }
    }
    return Long.MIN_VALUE;
  }

  /** Puts the money of a window that ended down on the alert that won the customer back. */
  static void putDownMoney(Turn turn) {
    for (WinBackTally tally : turn.state.tallies) {
      Long money = tally.isOver && tally.isWonBack() ? tally.bought.homeTen4() : null;
      Alert alert = money == null ? null : winner(turn.state, tally);
      if (money != null && alert != null && !money.equals(alert.wonBackTen4())) {
        turn.settle(alert, money);
      }
    }
  }

  /** The alert is about to be remembered no more. */
  static void keep(CustomerAlerts state, Alert alert) {
    for (WinBackTally tally : state.tallies) {
      if (tally.alertIds.contains(alert.id())) {
        tally.kept = severest(tally.kept, reasonToAct(alert));
      }
    }
  }

  /** What was never published is not judged, however it ended. */
  static void goLive(CustomerAlerts state) {
    state.tallies.forEach(tally -> tally.kept = null);
    state.tallies.removeIf(tally -> !isWhole(state, tally));
  }

  /** Shares in the sums, in the order of their keys per ticket. */
  static void tell(Turn turn, AlertPublisher out) {
    for (WinBackTally tally : turn.state.tallies) {
      if (!tally.isUnseen) {
        List<Told> now = standing(tally, turn.state, turn.rules);
        differences(tally.told, now)
            .forEach(
                (key, sums) ->
                    out.outcome(OutcomeShare.of(key, turn.customerId, turn.nowMillis, sums)));
        tally.told.clear();
        tally.told.addAll(now);
      }
    }
  }

  /** What nothing can change any more. */
  static void forget(Turn turn) {
    turn.state.tallies.removeIf(
        tally ->
            tally.isOver
                && forgottenMillis(tally, turn.alertRules()) <= turn.nowMillis
                && !isWhole(turn.state, tally));
  }

  private static WinBackTally begin(Turn turn, Alert alert) {
    var tally = new WinBackTally(alert.groupId());
    tally.segment = alert.facts().segment();
    tally.isUnseen = turn.state.isUnseen;
    tally.windowDays = turn.alertRules().winBackDays();
    tally.add(alert);
    turn.state.tallies.add(tally);
    return tally;
  }

  /** The newest that is about the alert itself, else the newest of its group. */
  private static @Nullable WinBackTally of(CustomerAlerts state, Alert alert) {
    WinBackTally found = null;
    boolean isItsOwn = false;
    for (WinBackTally tally : state.tallies) {
      boolean own = tally.alertIds.contains(alert.id());
      if (own || (!isItsOwn && tally.groupId.equals(alert.groupId()))) {
        found = tally;
        isItsOwn |= own;
      }
    }
    return found;
  }

  private static boolean isWhole(CustomerAlerts state, WinBackTally tally) {
    return tally.alertIds.stream().anyMatch(id -> state.find(id) != null);
  }

  private static @Nullable Alert winner(CustomerAlerts state, WinBackTally tally) {
    return state.alerts.stream()
        .filter(alert -> tally.alertIds.contains(alert.id()))
        .filter(alert -> alert.standing().resolution() == Resolution.WON_BACK)
        .findFirst()
        .orElse(null);
  }

  private static List<Told> standing(WinBackTally tally, CustomerAlerts state, Rules rules) {
    Severity reason = tally.kept;
    for (Alert alert : state.alerts) {
      if (tally.alertIds.contains(alert.id())) {
        reason = severest(reason, reasonToAct(alert));
      }
    }
    var standing = new ArrayList<Told>(2);
    String segment = tally.segment == null ? Rules.DEFAULT_SEGMENT : tally.segment;
    Long called = tally.calledMillis;
    if (reason == Severity.CALL && tally.isOver && called != null) {
      String month = month(called, rules);
      standing.add(told(OutcomeKey.winBack(month, segment, tally.winBackOutcome()), tally, null));
    }
    LossReason loss = tally.loss;
    if (reason != null && loss != null) {
      String month = month(loss.heardMillis(), rules);
      standing.add(
          told(OutcomeKey.loss(month, segment, loss.code(), loss.competitor()), tally, loss));
    }
    return standing;
  }

  private static Told told(OutcomeKey key, WinBackTally tally, @Nullable LossReason loss) {
    Bought bought = tally.isOver ? tally.bought : Bought.NOTHING;
    Long amount = bought.reportingTen4();
    Long lost = loss == null ? null : loss.valueTen4();
    return new Told(
        key.text(),
        new OutcomeSums(
            1,
            bought.purchases() > 0 ? 1 : 0,
            amount == null ? 0 : amount,
            amount == null ? 0 : 1,
            bought.unknown(),
            lost == null ? 0 : lost,
            lost == null ? 0 : 1));
  }

  private static Map<String, OutcomeSums> differences(List<Told> before, List<Told> now) {
    var differences = new TreeMap<String, OutcomeSums>();
    before.forEach(old -> differences.merge(old.key(), old.sums().negated(), OutcomeSums::plus));
    now.forEach(add -> differences.merge(add.key(), add.sums(), OutcomeSums::plus));
    differences.values().removeIf(OutcomeSums::isNothing);
    return differences;
  }

  private static String month(long millis, Rules rules) {
    int day = new CalendarDays(rules.calendarZone()).dayOf(millis);
    return YearMonth.from(LocalDate.ofEpochDay(day)).toString();
  }

  /** Null: it was none after all. */
  private static @Nullable Severity reasonToAct(Alert alert) {
    Resolution how = alert.standing().resolution();
    boolean none =
        alert.status() == AlertStatus.RETRACTED
            || how == Resolution.FALSE_ALARM
            || how == Resolution.SUPERSEDED
            || how == Resolution.ERASED;
    return none ? null : alert.severity();
  }

  private static @Nullable Severity severest(@Nullable Severity one, @Nullable Severity other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) < 0 ? other : one;
  }
}
