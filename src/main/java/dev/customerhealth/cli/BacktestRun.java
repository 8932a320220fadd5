package dev.customerhealth.cli;

import dev.customerhealth.domain.cadence.Backtest;
import dev.customerhealth.domain.cadence.BacktestReport;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.Rules;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cut-off looked back at.
 *
 * @param fits null when the parameters were used as given
 * @param rules with the parameters used
 * @param customers with at least one occurrence before the cut-off, judged or not
 * @param unknownCurrency purchases before it whose currency has no rate
 * @param dataDays days from the cut-off to the end of the data
 */
record BacktestRun(
    Cutoff cutoff,
    int horizonDays,
    @Nullable SegmentFits fits,
    Rules rules,
    BacktestReport report,
    int customers,
    int unknownCurrency,
    int dataDays) {

  static BacktestRun of(
      PurchaseHistories histories,
      Rules given,
      Cutoff cutoff,
      int horizonDays,
      boolean refit,
      PrintWriter err)
      throws Exception {
    SegmentFits fits = refit ? SegmentFits.of(histories, given, cutoff, err) : null;
    Rules rules = fits == null ? given : fits.rules();
    List<BacktestedCustomer> subjects =
        histories.customers().stream()
            .map(history -> BacktestedCustomer.of(history, rules, cutoff))
            .toList();
    OverdueRules overdue = rules.defaultSegment().overdue();
    List<Double> thresholds = List.of(overdue.watchRisk(), overdue.callRisk());
    int day = cutoff.day();
    BacktestReport report =
        LongWork.wait(
            err,
            "judging " + cutoff.date(),
            () -> Backtest.run(subjects, day, horizonDays, thresholds, overdue.ownRisk()));
    return new BacktestRun(
        cutoff,
        horizonDays,
        fits,
        rules,
        report,
        (int) subjects.stream().filter(subject -> isKnown(subject, day)).count(),
        subjects.stream().mapToInt(BacktestedCustomer::unknownCurrency).sum(),
        histories.lastDay(cutoff.calendar()) + 1 - day);
  }

  private static boolean isKnown(BacktestedCustomer subject, int cutoffDay) {
    return Arrays.stream(subject.occurrenceDays()).anyMatch(day -> day < cutoffDay);
  }

  /** Whether the data reaches to the end of the horizon. */
  boolean horizonComplete() {
    return dataDays >= horizonDays;
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!horizonComplete()) {
      warnings.add(
          "the data ends %d days after the cut-off: whoever comes back later counts as staying away"
              .formatted(dataDays));
    }
    if (fits != null && !fits.anyFitted()) {
      warnings.add("no segment could be fitted, the given parameters are used");
    }
    return warnings;
  }

  /** Why figures are missing; null when none is. */
  private @Nullable String reason() {
    if (report.customers() == 0) {
      return "no customer with two occurrence days before the cut-off";
    }
    if (report.baseRate() == 0 || report.baseRate() == 1) {
      String who = report.baseRate() == 0 ? "nobody" : "everybody";
      return who + " of the " + report.customers() + " judged stayed away: nothing to rank";
    }
    return null;
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("cutoff", cutoff.at().toString());
    json.put("n", report.customers());
    json.put("customers", customers);
    json.put("baseRate", report.baseRate());
    json.put("auc", report.silenceRisk().auc());
    json.put("averagePrecision", report.silenceRisk().averagePrecision());
    json.put("brier", report.brier());
    json.put("reason", reason());
    json.put("horizonComplete", horizonComplete());
    json.put("warnings", warnings());
    json.put("alerts", alerts());
    json.put("baselines", baselines());
    json.put("unknownCurrency", unknownCurrency);
    json.put("rulesVersion", rules.version());
    json.put("params", params());
    return json;
  }

  private List<Map<String, Object>> alerts() {
    List<String> severities = List.of("WATCH", "CALL");
    List<Map<String, Object>> alerts = new ArrayList<>();
    for (int i = 0; i < severities.size(); i++) {
      BacktestReport.Alerts counted = report.alerts().get(i);
      var alert = new LinkedHashMap<String, Object>();
      alert.put("severity", severities.get(i));
      alert.put("threshold", counted.threshold());
      alert.put("count", counted.count());
      alert.put("precision", counted.precision());
      alert.put("recall", counted.recall());
      alert.put("alertsPer100Customers", counted.per100Customers());
      alerts.add(alert);
    }
    return alerts;
  }

  private Map<String, Object> baselines() {
    var baselines = new LinkedHashMap<String, Object>();
    for (BacktestReport.Ranked ranked : report.baselines()) {
      var figures = new LinkedHashMap<String, Object>();
      figures.put("n", ranked.customers());
      figures.put("auc", ranked.auc());
      figures.put("averagePrecision", ranked.averagePrecision());
      baselines.put(jsonName(ranked.name()), figures);
    }
    return baselines;
  }

  private static String jsonName(String baseline) {
    return switch (baseline) {
      case "recency-per-own-gap" -> "ownGap";
      case "spend-drop" -> "spendDrop";
      default -> baseline;
    };
  }

  private Map<String, Object> params() {
    var params = new LinkedHashMap<String, Object>();
    if (fits != null) {
      fits.segments().forEach(fit -> params.put(fit.before().name(), fit.json()));
      return params;
    }
    rules
        .segments()
        .forEach(
            (name, segment) -> params.put(name, Map.of("paramsSource", segment.paramsSource())));
    return params;
  }

  /** For a person; one line. */
  String text() {
    String why = reason();
    if (why != null) {
      return cutoff.date() + ": " + why;
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d customers judged, %.1f %% stayed away for %d days; AUC %.3f (recency %.3f)",
        cutoff.date(),
        report.customers(),
        100 * report.baseRate(),
        horizonDays,
        report.silenceRisk().auc(),
        report.baselines().get(0).auc());
  }
}
