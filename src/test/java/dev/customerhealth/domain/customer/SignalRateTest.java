package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How often something begins or ends for real customers, who only buy. */
class SignalRateTest {

  private static final SignalKind[] EXPECTED = {
    SignalKind.RETURNED,
    SignalKind.SPEND_RECOVERED,
    SignalKind.SPEND_WATCH,
    SignalKind.SPEND_CALL,
    SignalKind.OVERDUE_WATCH,
    SignalKind.OVERDUE_CALL,
    SignalKind.LOST
  };

  @Test
  void signalsAreRare() {
    List<Signal> signals = new ArrayList<>();
    List<Signal> forStories = new ArrayList<>();
    int told = 0;
    Map<String, Life> lives = OnlineRetail.lives(OnlineRetail.END_OF_DATA);
    for (Life life : lives.values()) {
      signals.addAll(life.signals);
      forStories.addAll(StorySignals.of(Customer.BEFORE_ALL, life.signals).picked());
      told += life.purchases.size();
    }
    int events = OnlineRetail.rowsByCustomer().values().stream().mapToInt(List::size).sum();
    Map<SignalKind, Integer> kinds = new TreeMap<>();
    signals.forEach(signal -> kinds.merge(signal.kind(), 1, Integer::sum));
    kinds.forEach(
        (kind, count) ->
            System.out.printf(
                Locale.ROOT, "%s %d = %.2f per 100 events%n", kind, count, 100.0 * count / events));
    System.out.printf(
        Locale.ROOT,
        "%d signals of %d events = %.2f per 100%n",
        signals.size(),
        events,
        100.0 * signals.size() / events);
    System.out.printf(
        Locale.ROOT,
        "%d of them for stories = %.2f per 100%n",
        forStories.size(),
        100.0 * forStories.size() / events);
    Map<String, Integer> moves = new TreeMap<>();
    lives.forEach((id, life) -> countMoves(id, life, moves));
    moves.forEach(
        (what, count) ->
            System.out.printf(
                Locale.ROOT, "%s %d = %.2f per 100 events%n", what, count, 100.0 * count / events));
    // As measured, see docs/alerts.md: more than a fifth, and of these nearly all move an alert.
    assertThat(100.0 * signals.size() / events).isBetween(15.0, 23.0);
    assertThat(1.0 * moves.get("moves ALL") / signals.size()).isGreaterThan(.92);
    System.out.printf(Locale.ROOT, "%d purchases told = %.1f %%%n", told, 100.0 * told / events);
    // As measured, see docs/win-back.md: of one purchase in fifteen alerts hear.
    assertThat(100.0 * told / events).isBetween(4.0, 9.0);
    // One in twenty at most may reach CEP: the falls and rises of spend.
    assertThat(100.0 * forStories.size() / events).isBetween(2.0, 5.0);
    int begun =
        kinds.get(SignalKind.OVERDUE_WATCH)
            + kinds.get(SignalKind.OVERDUE_CALL)
            + kinds.get(SignalKind.LOST);
    assertThat(kinds.get(SignalKind.RETURNED)).isLessThan(begun);
    assertThat(kinds).containsOnlyKeys(EXPECTED);
  }

  /** Whether each signal moves an alert, or changes what is kept of alerts. */
  private static void countMoves(String id, Life life, Map<String, Integer> moves) {
    var timeline = new AlertTimeline(RulesYaml.shipped(), CustomerAlerts.BEFORE_ALL);
    var state = new CustomerAlerts();
    var said = new Said();
    for (Signal signal : life.signals) {
      timeline.passTime(state, id, signal.timeMillis() - 1, said);
      int before = said.alerts;
      boolean wasEmpty = state.isEmpty();
      timeline.signal(state, signal, said);
      String what = said.alerts > before ? "moves" : wasEmpty ? "nothing there" : "no move";
      moves.merge(what + " " + signal.kind(), 1, Integer::sum);
      moves.merge(what + " ALL", 1, Integer::sum);
    }
  }

  private static final class Said implements AlertPublisher {

    private int alerts;

    @Override
    public void alert(Alert alert) {
      alerts++;
    }

    @Override
    public void answer(ActionAnswer answer) {}

    @Override
    public void outcome(OutcomeShare share) {}

    @Override
    public void putAway(String alertId, long atMillis) {}

    @Override
    public void withdraw(String alertId, long atMillis) {}
  }
}
