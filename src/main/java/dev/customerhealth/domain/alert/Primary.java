package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One customer, one ticket: which of a customer's live alerts asks for the work. */
final class Primary {

  private Primary() {}

  /**
   * The most urgent one: a reason that nothing may hold back, then CALL. Among equals it stays with
   * the one that has it (somebody may be at work on it, or have snoozed it for a good reason), then
   * the most specific reason, then the oldest.
   *
   * @return null when none lives
   */
  static @Nullable String of(List<Alert> alerts, Set<AlertReason> bypass) {
    return alerts.stream()
        .filter(Alert::isLive)
        .max(
            Comparator.comparing((Alert alert) -> bypass.contains(alert.key().reason()))
                .thenComparing(Alert::severity)
                .thenComparing(Alert::primary)
                .thenComparing(alert -> alert.key().reason())
                .thenComparing(Comparator.comparing(Alert::openedMillis).reversed())
                .thenComparing(Alert::id))
        .map(Alert::id)
        .orElse(null);
  }
}
