package dev.customerhealth.domain.customer;

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

  @Test
  void signalsAreRare() {
    List<Signal> signals = new ArrayList<>();
    OnlineRetail.lives(OnlineRetail.END_OF_DATA)
        .values()
        .forEach(life -> signals.addAll(life.signals));
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
  }
}
