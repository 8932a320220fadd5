package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.ResponseRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that one input, or one instant, does to a customer's alerts. However much that is, each alert
 * that it touches gets one revision.
 */
final class Turn {

  final String customerId;
  final CustomerAlerts state;
  final Rules rules;
  final long nowMillis;
  private final String cause;

  /** As it stood before the turn; null for what the turn opened. */
  private final Map<String, @Nullable Standing> touched = new LinkedHashMap<>();

  private final List<String> putAway = new ArrayList<>();
  private final List<String> forgotten = new ArrayList<>();

  /**
   * @param cause an event or action as {@code type/id}, TIME or RULES
   */
  Turn(String customerId, CustomerAlerts state, Rules rules, long nowMillis, String cause) {
    this.customerId = customerId;
    this.state = state;
    this.rules = rules;
    this.nowMillis = nowMillis;
    this.cause = cause;
    state.customerId = customerId;
    state.clockMillis = Math.max(state.clockMillis, nowMillis);
  }

  AlertRules alertRules() {
    return rules.alerts();
  }

  ResponseRules response(Alert alert) {
    return rules.segment(alert.facts().segment()).response(alert.key().reason());
  }

  /** Null: nobody is asked to do anything. */
  @Nullable Long due(Severity severity, ResponseRules response) {
    return severity == Severity.WATCH
        ? null
        : (Long)
            DueTime.after(
                nowMillis, response.dueHours(), alertRules().closingHour(), rules.calendarZone());
  }

  void add(Alert alert) {
    touched.put(alert.id(), null);
    state.alerts.add(alert);
  }

  /** Its first record for everybody else. */
  void announce(Alert alert) {
    put(alert.with(alert.standing().unmoved(cause, nowMillis)).asHistorical());
    touched.put(alert.id(), null);
  }

  String cause() {
    return cause;
  }

  /** To a status in which it lives, with a new due time. */
  Alert live(Alert alert, AlertMove move, Severity severity) {
    Standing standing = alert.standing();
    Long due = due(severity, response(alert));
    return put(alert.with(standing.live(target(alert, move), cause, nowMillis, severity, due)));
  }

  /** The same, and nobody is reminded anew. */
  Alert keepDue(Alert alert, AlertMove move) {
    Standing standing = alert.standing();
    AlertStatus target = target(alert, move);
    return put(
        alert.with(
            target == standing.status()
                ? standing.unmoved(cause, nowMillis)
                : standing.live(
                    target, cause, nowMillis, standing.severity(), standing.dueMillis())));
  }

  /** To a WATCH, for other rules see no more in it. */
  Alert ease(Alert alert) {
    return put(alert.with(alert.standing().eased(target(alert, AlertMove.EASE), nowMillis)));
  }

  void snooze(Alert alert, long untilMillis) {
    target(alert, AlertMove.SNOOZE);
    put(alert.with(alert.standing().snoozed(cause, nowMillis, untilMillis)));
  }

  /**
   * @param how null for LOST and RETRACTED, which say it themselves
   */
  void end(Alert alert, AlertMove move, @Nullable Resolution how) {
    end(alert, move, how, cause);
  }

  void end(Alert alert, AlertMove move, @Nullable Resolution how, String why) {
    put(alert.with(alert.standing().ended(target(alert, move), how, why, nowMillis)));
  }

  /** Leaves of it what late actions and an erasure need. */
  void putAway(Alert alert, long closedMillis) {
    Tickets.keep(state, alert);
    state.alerts.remove(alert);
    state.stubs.add(AlertStub.of(alert, closedMillis));
    putAway.add(alert.id());
  }

  /** Who was lost and did not return. */
  void forget(Alert alert) {
    Tickets.keep(state, alert);
    state.alerts.remove(alert);
    forgotten.add(alert.id());
  }

  void forget(AlertStub stub) {
    state.stubs.remove(stub);
    forgotten.add(stub.id());
  }

  /** What its win-back brought, in ten-thousandths of the customer's currency. */
  void settle(Alert alert, long amountTen4) {
    Alert told = touched.containsKey(alert.id()) ? alert : keepDue(alert, AlertMove.SETTLE);
    put(told.settled(amountTen4));
  }

  Alert put(Alert alert) {
    state.alerts.replaceAll(
        before -> {
          if (!before.id().equals(alert.id())) {
            return before;
          }
          if (!touched.containsKey(alert.id())) {
            touched.put(alert.id(), before.standing());
          }
          return alert;
        });
    return alert;
  }

  private static AlertStatus target(Alert alert, AlertMove move) {
    return Objects.requireNonNull(move.from(alert.status()), move + " from " + alert.status());
  }

  /** Settles who asks for work and what tickets come to, numbers what changed, publishes it. */
  void end(AlertPublisher out, boolean isPublished) {
    choosePrimary();
    noteCalls();
    Tickets.putDownMoney(this);
    state.alerts.replaceAll(alert -> touched.containsKey(alert.id()) ? numbered(alert) : alert);
    if (isPublished) {
      for (Alert alert : List.copyOf(state.alerts)) {
        if (touched.containsKey(alert.id())) {
          out.alert(alert);
        }
      }
      putAway.forEach(id -> out.putAway(id, nowMillis));
      forgotten.forEach(id -> out.withdraw(id, nowMillis));
      Tickets.tell(this, out);
    }
    Tickets.forget(this);
    keep();
  }

  /**
   * No more than what is asked for again: where nothing is whole, facts come with what opens it.
   */
  private void keep() {
    state.alerts.replaceAll(alert -> touched.containsKey(alert.id()) ? alert.kept() : alert);
    if (state.alerts.isEmpty()) {
      state.facts = null;
    }
  }

  private void noteCalls() {
    for (Alert alert : state.alerts) {
      boolean isCall = alert.isLive() && alert.severity() == Severity.CALL;
      if (isCall && touched.containsKey(alert.id())) {
        Tickets.call(this, alert);
      }
    }
  }

  private void choosePrimary() {
    String best = Primary.of(state.alerts, alertRules().bypass());
    for (Alert alert : List.copyOf(state.alerts)) {
      boolean shouldBe = alert.id().equals(best);
      if (alert.isLive() && alert.primary() != shouldBe) {
        Alert changed = touched.containsKey(alert.id()) ? alert : keepDue(alert, AlertMove.UPDATE);
        put(changed.inGroup(alert.groupId(), shouldBe));
      }
    }
  }

  private Alert numbered(Alert alert) {
    Standing before = touched.get(alert.id());
    Standing now = alert.standing();
    Standing next =
        before == null
            ? now.published(1, now.status(), null)
            : now.published(before.revision() + 1, now.status(), before.status());
    CustomerFacts facts = state.facts == null ? alert.facts() : state.facts;
    return alert.with(next).with(facts).decidedBy(rules);
  }
}
