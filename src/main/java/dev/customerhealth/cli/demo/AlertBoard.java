package dev.customerhealth.cli.demo;

import static dev.customerhealth.cli.demo.Words.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the alerts read so far say, and which of the calls are worth a line on the screen. */
final class AlertBoard {

  /** About one headline in four seconds of the demo. */
  private static final int DAYS_BETWEEN_HEADLINES = 60;

  private final Set<String> watched;

  /** By alert id; a later revision replaces an earlier one. */
  private final Map<String, AlertRecord> current = new HashMap<>();

  private final Map<String, List<AlertRecord>> lives = new HashMap<>();
  private @Nullable AlertRecord dearest;
  private LocalDate nextHeadline = LocalDate.MIN;

  /**
   * @param watched customers of whom every record is kept
   */
  AlertBoard(Set<String> watched) {
    this.watched = Set.copyOf(watched);
  }

  /**
   * @return lines to show now: the dearest call of a day that is over, and nothing else for a while
   */
  List<String> add(AlertRecord alert) {
    current.put(alert.alertId(), alert);
    if (watched.contains(alert.customerId())) {
      lives.computeIfAbsent(alert.customerId(), id -> new ArrayList<>()).add(alert);
    }
    List<String> lines = headlineBefore(alert.day());
    if (alert.asksForCall() && !alert.day().isBefore(nextHeadline) && isDearer(alert)) {
      dearest = alert;
    }
    return lines;
  }

  private List<String> headlineBefore(LocalDate day) {
    AlertRecord call = dearest;
    if (call == null || !day.isAfter(call.day())) {
      return List.of();
    }
    dearest = null;
    nextHeadline = call.day().plusDays(DAYS_BETWEEN_HEADLINES);
    return headline(call);
  }

  private boolean isDearer(AlertRecord alert) {
    return dearest == null
        || (alert.day().equals(dearest.day()) && alert.value().compareTo(dearest.value()) > 0);
  }

  static List<String> headline(AlertRecord call) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s  The day's dearest call, customer %s, %s:",
            call.day(), call.customerId(), call.reasonInEnglish()));
    lines.add("            " + call.inEnglish());
    String suggestion = call.suggestion();
    if (suggestion != null) {
      lines.add("            Suggested: " + suggestion);
    }
    return lines;
  }

  /** Nothing is known of it any more. */
  void forget(String alertId) {
    current.remove(alertId);
  }

  /** The last revision of each. */
  Collection<AlertRecord> current() {
    return current.values();
  }

  /** Every record of a watched customer, in order of each alert's revisions. */
  List<AlertRecord> life(String customerId) {
    return lives.getOrDefault(customerId, List.of());
  }
}
