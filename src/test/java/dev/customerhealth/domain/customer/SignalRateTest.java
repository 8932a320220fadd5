package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

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
    for (Life life : OnlineRetail.lives(OnlineRetail.END_OF_DATA).values()) {
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
    // As measured, see docs/alerts.md: a quarter, and what begins ends at most once.
    assertThat(100.0 * signals.size() / events).isBetween(15.0, 26.0);
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
}
