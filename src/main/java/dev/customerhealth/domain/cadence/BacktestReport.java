package dev.customerhealth.domain.cadence;

import java.util.List;

/**
 * How well silenceRisk told who would stay away.
 *
 * @param customers with at least two occurrence days before the cut-off
 * @param baseRate share of them without an occurrence within the horizon; NaN without customers, as
 *     are the figures below
 * @param silenceRisk the ranking by the model
 * @param brier mean squared error of silenceRisk as a probability
 * @param baselines simple rankings to beat
 * @param alerts what an alarm at each asked threshold would have done
 */
public record BacktestReport(
    int customers,
    double baseRate,
    Ranked silenceRisk,
    double brier,
    List<Ranked> baselines,
    List<Alerts> alerts) {

  /**
   * One score as a ranking.
   *
   * @param name stable, in kebab-case
   * @param customers those for whom it is defined
   * @param auc area under the ROC curve, NaN if all had the same outcome
   * @param averagePrecision NaN if nobody stayed away
   */
  public record Ranked(String name, int customers, double auc, double averagePrecision) {}

  /**
   * Alarms raised on the day before the cut-off: gate open, silenceRisk and ownSilenceRisk at their
   * thresholds.
   *
   * @param threshold of silenceRisk
   * @param count customers with an alarm
   * @param precision share of them who stayed away; NaN without alarms
   * @param recall share of those who stayed away who had an alarm; NaN if nobody did
   * @param per100Customers alarms per 100 customers of the report
   */
  public record Alerts(
      double threshold, int count, double precision, double recall, double per100Customers) {}
}
