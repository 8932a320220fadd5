package dev.customerhealth.cli;

import dev.customerhealth.domain.replay.AlertBudget;
import dev.customerhealth.domain.replay.AlertReplay;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.Rules;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of OVERDUE that keep a budget.
 *
 * @param asked alerts per 100 customers and month
 * @param alerts what the found watchRisk raises, in the same unit
 * @param calls what the found callRisk raises: part of the alerts
 * @param rules with the thresholds found, for every segment
 */
record BudgetRun(
    double asked, double alerts, double calls, Rules rules, AlertRow atWatch, AlertRow atCall) {

  private static final Pattern EARLIER_BUDGET = Pattern.compile("-budget-[0-9.]+$");

  static BudgetRun of(AlertReplay replay, Rules given, double asked) {
    AlertBudget budget = replay.budget();
    OverdueRules before = given.defaultSegment().overdue();
    double watchRisk = budget.lowestWithin(asked);
    double callRisk = callRisk(watchRisk, before);
    String suffix = "-budget-" + String.format(Locale.ROOT, "%s", asked).replaceAll("\\.0$", "");
    String version = VersionName.with(given.version(), EARLIER_BUDGET, suffix);
    return new BudgetRun(
        asked,
        budget.rate(watchRisk),
        budget.rate(callRisk),
        given.withOverdue(watchRisk, callRisk).withVersion(version),
        AlertsRun.overdue(replay, watchRisk),
        AlertsRun.overdue(replay, callRisk));
  }

  /** As far above watchRisk in odds as it was before, in hundredths. */
  private static double callRisk(double watchRisk, OverdueRules before) {
    double odds = odds(watchRisk) * odds(before.callRisk()) / odds(before.watchRisk());
    double risk = Double.isFinite(odds) ? Math.round(100 * odds / (1 + odds)) / 100.0 : 1;
    return Math.max(watchRisk, risk);
  }

  private static double odds(double risk) {
    return risk / (1 - risk);
  }

  Map<String, Object> json(@Nullable Path out) {
    OverdueRules found = rules.defaultSegment().overdue();
    var json = new LinkedHashMap<String, Object>();
    json.put("alertsPer100CustomersPerMonth", asked);
    json.put("watchRisk", found.watchRisk());
    json.put("callRisk", found.callRisk());
    json.put("resultingAlertsPer100CustomersPerMonth", alerts);
    json.put("resultingCallsPer100CustomersPerMonth", calls);
    json.put("atWatchRisk", atWatch.json());
    json.put("atCallRisk", atCall.json());
    json.put("rulesVersion", rules.version());
    json.put("out", out == null ? null : out.toString());
    return json;
  }

  /** For a person; one line. */
  String text() {
    OverdueRules found = rules.defaultSegment().overdue();
    return String.format(
        Locale.ROOT,
        "budget %.2f alerts per 100 customers and month: watchRisk %.2f raises %.2f,"
            + " callRisk %.2f raises %.2f of them",
        asked,
        found.watchRisk(),
        alerts,
        found.callRisk(),
        calls);
  }
}
