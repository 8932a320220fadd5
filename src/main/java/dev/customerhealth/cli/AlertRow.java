package dev.customerhealth.cli;

import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.replay.AlarmFigures;
import dev.customerhealth.domain.replay.AlertReplay;
import dev.customerhealth.domain.replay.FixedSilence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a replay, with its thresholds and the fixed rules beside it.
 *
 * @param rule a reason, or {@link #WITHOUT_OWN_HORIZON}
 * @param severity null where the threshold says it
 */
record AlertRow(
    String rule, @Nullable Severity severity, double threshold, AlertReplay.Row figures) {

  /** OVERDUE as it would be by gate and silenceRisk alone. */
  static final String WITHOUT_OWN_HORIZON = "OVERDUE_WITHOUT_OWN_HORIZON";

  static final String HEADER =
      String.format(
          "  %-16s %9s %7s %9s %6s %5s %5s   %s",
          "rule",
          "threshold",
          "per 100",
          "precision",
          "caught",
          "days",
          "value",
          "fixed silence: as many alarms | as many within the scan | as early");

  /** Rates further apart than this share, and half an alarm per 100 purchases, are not the same. */
  private static final double SAME_SHARE = 0.05;

  private static final double SAME_PER_100 = 0.5;

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("rule", rule);
    if (severity != null) {
      json.put("severity", severity.name());
    }
    json.put("threshold", threshold);
    put(json, figures.figures());
    json.put("fixedSilence", json(figures.fixed()));
    json.put("fixedSilenceWithinScan", json(figures.fixedWithinScan()));
    json.put("fixedSilenceAsEarly", json(figures.fixedAsEarly()));
    return json;
  }

  private static void put(Map<String, Object> json, AlarmFigures figures) {
    json.put("alarms", figures.alarms());
    json.put("alertsPer100Purchases", figures.per100Purchases());
    json.put("precision", figures.precision());
    json.put("defections", figures.defections());
    json.put("defectionsCaught", figures.caughtShare());
    json.put("medianDelayDays", figures.medianDelayDays());
    json.put("valueAtRiskCaught", figures.valueCaught());
    json.put("valueAtRiskCaughtShare", figures.valueCaughtShare());
  }

  private Map<String, Object> json(FixedSilence.Match fixed) {
    var json = new LinkedHashMap<String, Object>();
    json.put("silentDays", fixed.silentDays());
    json.put("purchases", fixed.figures().purchases());
    put(json, fixed.figures());
    json.put("sameRate", isSameRate(fixed));
    json.put("morePrecise", figures.figures().precision() - fixed.figures().precision());
    return json;
  }

  private boolean isSameRate(FixedSilence.Match fixed) {
    double rate = figures.figures().per100Purchases();
    double distance = Math.abs(fixed.figures().per100Purchases() - rate);
    return distance <= Math.max(SAME_SHARE * rate, SAME_PER_100);
  }

  String text() {
    AlarmFigures f = figures.figures();
    return String.format(
        Locale.ROOT,
        "  %-16s %9s %7.1f %9s %6s %5s %5s   %s | %s | %s",
        name(),
        share(threshold),
        f.per100Purchases(),
        share(f.precision()),
        share(f.caughtShare()),
        days(f.medianDelayDays()),
        share(f.valueCaughtShare()),
        text(figures.fixed()),
        text(figures.fixedWithinScan()),
        text(figures.fixedAsEarly()));
  }

  private String name() {
    if (rule.equals(WITHOUT_OWN_HORIZON)) {
      return "  gate and risk";
    }
    return severity == null ? rule : rule + " " + severity;
  }

  private String text(FixedSilence.Match fixed) {
    return String.format(
        Locale.ROOT,
        "%3d d %5.1f%s %s",
        fixed.silentDays(),
        fixed.figures().per100Purchases(),
        isSameRate(fixed) ? "=" : " ",
        share(fixed.figures().precision()));
  }

  private static String share(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String days(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.0f", value);
  }
}
