package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.RulesByTime;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the gate everything about one customer's alerts, and the owners of calls what they need.
 */
final class AlertNewsWriter implements AlertPublisher {

  private final String customerId;
  private final RulesByTime rules;
  private final Consumer<AlertNews> news;
  private final Consumer<CallNote> calls;
  private final Consumer<OutcomeShare> outcomes;

  /** As their owners know of them, by alert id; only looked up. */
  private final Map<String, Alert> known = new HashMap<>();

  AlertNewsWriter(
      String customerId,
      CustomerAlerts state,
      RulesByTime rules,
      Consumer<AlertNews> news,
      Consumer<CallNote> calls,
      Consumer<OutcomeShare> outcomes) {
    this.customerId = customerId;
    this.rules = rules;
    this.news = news;
    this.calls = calls;
    this.outcomes = outcomes;
    for (Alert alert : state.alerts) {
      if (alert.severity() == Severity.CALL) {
        known.put(alert.id(), alert);
      }
    }
  }

  @Override
  public void alert(Alert alert) {
    news.accept(AlertNews.life(alert));
    if (alert.severity() == Severity.WATCH) {
      noCall(alert.id(), alert.standing().atMillis());
      return;
    }
    String owner = CallNote.owner(alert);
    Alert before = known.put(alert.id(), alert);
    if (before != null && !CallNote.owner(before).equals(owner)) {
      calls.accept(CallNote.takenFrom(CallNote.owner(before), alert));
    }
    calls.accept(CallNote.of(alert, rules.at(alert.standing().atMillis()).alerts().bypass()));
  }

  /** What was a CALL is none any more, if it was. */
  private void noCall(String alertId, long atMillis) {
    Alert call = known.remove(alertId);
    if (call != null && mayHavePlace(call, atMillis)) {
      calls.accept(CallNote.noCall(call).notBefore(atMillis));
    }
  }

  /** As long as it lives, and on the day on which it ended: no owner remembers it longer. */
  private boolean mayHavePlace(Alert call, long atMillis) {
    Long closed = call.standing().closedMillis();
    var calendar = new CalendarDays(rules.at(atMillis).calendarZone());
    return closed == null || calendar.dayOf(closed) == calendar.dayOf(atMillis);
  }

  @Override
  public void answer(ActionAnswer answer) {
    news.accept(AlertNews.answer(answer));
  }

  @Override
  public void outcome(OutcomeShare share) {
    outcomes.accept(share);
  }

  @Override
  public void putAway(String alertId, long atMillis) {
    news.accept(AlertNews.about(AlertNews.Kind.PUT_AWAY, customerId, alertId, atMillis));
  }

  @Override
  public void withdraw(String alertId, long atMillis) {
    noCall(alertId, atMillis);
    news.accept(AlertNews.about(AlertNews.Kind.WITHDRAWN, customerId, alertId, atMillis));
  }
}
