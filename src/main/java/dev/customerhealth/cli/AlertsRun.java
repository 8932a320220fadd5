package dev.customerhealth.cli;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.replay.AlertReplay;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.Rules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a window looked back at.
 *
 * @param rules with the parameters used
 * @param replay null when there is nothing to judge
 */
record AlertsRun(
    AlertWindow window, Rules rules, @Nullable AlertReplay replay, List<AlertRow> rows) {

  private static final List<Double> THRESHOLDS = List.of(.1, .2, .3, .4, .5, .6, .7, .8, .9);

  static AlertsRun of(
      PurchaseHistories histories,
      Rules given,
      AlertWindow window,
      boolean refit,
      List<BacktestRun> runs,
      PrintWriter err)
      throws Exception {
    if (window.isEmpty()) {
      return new AlertsRun(window, given, null, List.of());
    }
    Rules rules = refit ? fitted(histories, given, window.start(), runs, err) : given;
    return LongWork.wait(err, "replaying alerts", () -> replayed(histories, rules, window));
  }

  /** A fit takes its time: one cut-off is fitted once. */
  private static Rules fitted(
      PurchaseHistories histories,
      Rules given,
      Cutoff start,
      List<BacktestRun> runs,
      PrintWriter err)
      throws Exception {
    for (BacktestRun run : runs) {
      if (run.cutoff().equals(start)) {
        return run.rules();
      }
    }
    return SegmentFits.of(histories, given, start, err).rules();
  }

  private static AlertsRun replayed(PurchaseHistories histories, Rules rules, AlertWindow window) {
    var replay =
        new AlertReplay(
            ReplayedHistories.of(histories, rules, window.start()),
            window.protocol(),
            rules.alerts().recoveredShare());
    boolean some = replay.purchases() > 0;
    return new AlertsRun(
        window, rules, some ? replay : null, some ? rows(replay, rules) : List.of());
  }

  private static List<AlertRow> rows(AlertReplay replay, Rules rules) {
    List<AlertRow> rows = new ArrayList<>();
    for (double threshold : thresholds(rules.defaultSegment().overdue())) {
      rows.add(overdue(replay, threshold));
    }
    for (double threshold : thresholds(rules.defaultSegment().overdue())) {
      rows.add(
          new AlertRow(
              AlertRow.WITHOUT_OWN_HORIZON,
              null,
              threshold,
              replay.overdueWithoutOwnHorizon(threshold)));
    }
    var drop = rules.defaultSegment().spendDrop();
    rows.add(spend(replay, Severity.WATCH, drop.watchDrop()));
    rows.add(spend(replay, Severity.CALL, drop.callDrop()));
    return List.copyOf(rows);
  }

  private static Iterable<Double> thresholds(OverdueRules overdue) {
    var thresholds = new TreeSet<>(THRESHOLDS);
    thresholds.add(overdue.watchRisk());
    thresholds.add(overdue.callRisk());
    return thresholds;
  }

  static AlertRow overdue(AlertReplay replay, double threshold) {
    return new AlertRow(AlertReason.OVERDUE.name(), null, threshold, replay.overdue(threshold));
  }

  private static AlertRow spend(AlertReplay replay, Severity severity, double threshold) {
    return new AlertRow(
        AlertReason.SPEND_DROP.name(), severity, threshold, replay.spendDrop(severity));
  }

  /** Why there are no figures; null when there are. */
  @Nullable String reason() {
    if (window.isEmpty()) {
      return "the data ends too early, or begins too late, for a window before the last cut-off"
          + " in which the outcome of every alarm is known";
    }
    return replay == null ? "no repeat purchase in the window" : null;
  }

  Map<String, Object> json() {
    Map<String, Object> json = window.json();
    json.put("reason", reason());
    json.put("rulesVersion", rules.version());
    json.put("ownRisk", rules.defaultSegment().overdue().ownRisk());
    json.put("purchases", replay == null ? 0 : replay.purchases());
    json.put("customers", replay == null ? 0 : replay.customers());
    json.put("rules", rows.stream().map(AlertRow::json).toList());
    return json;
  }

  /** For a person; a table. */
  String text() {
    String span =
        "alerts in silences that began from "
            + window.date(window.protocol().fromDay())
            + " to "
            + window.date(window.protocol().untilDay() - 1);
    if (replay == null) {
      return span + ": " + reason();
    }
    var text = new StringBuilder(span + ", " + replay.purchases() + " repeat purchases:");
    text.append(System.lineSeparator()).append(AlertRow.HEADER);
    rows.forEach(row -> text.append(System.lineSeparator()).append(row.text()));
    return text.toString();
  }
}
