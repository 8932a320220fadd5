package dev.customerhealth.domain.cadence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Judges silenceRisk by history: what was known before a cut-off day against who came within the
 * horizon after it. Only customers with at least two occurrence days before the cut-off are judged;
 * "now" is the day before it.
 */
public final class Backtest {

  static final int DROP_WINDOW_DAYS = 90;
  static final int MIN_BASE_PURCHASES = 4;

  private final int cutoffDay;
  private final int horizonDays;
  private final double ownThreshold;

  private record Case(
      BacktestSubject subject,
      Rhythm rhythm,
      CustomerCadence cadence,
      double risk,
      boolean stayedAway) {}

  private Backtest(int cutoffDay, int horizonDays, double ownThreshold) {
    this.cutoffDay = cutoffDay;
    this.horizonDays = horizonDays;
    this.ownThreshold = ownThreshold;
  }

  /**
   * Runs one backtest.
   *
   * @param thresholds of silenceRisk, 0 to 1, at each of which alarms are counted
   * @param ownThreshold of ownSilenceRisk, 0 to 1, which every alarm needs as well
   */
  public static BacktestReport run(
      List<? extends BacktestSubject> subjects,
      int cutoffDay,
      int horizonDays,
      List<Double> thresholds,
      double ownThreshold) {
    return new Backtest(cutoffDay, horizonDays, ownThreshold).run(subjects, thresholds);
  }

  private BacktestReport run(List<? extends BacktestSubject> subjects, List<Double> thresholds) {
    List<Case> cases = new ArrayList<>();
    for (BacktestSubject subject : subjects) {
      Rhythm rhythm = OccurrenceDays.rhythmBefore(subject.occurrenceDays(), cutoffDay);
      if (rhythm.repeats() > 0) {
        cases.add(judged(subject, rhythm));
      }
    }
    return report(cases, thresholds);
  }

  private Case judged(BacktestSubject subject, Rhythm rhythm) {
    CustomerCadence cadence = subject.model().of(rhythm);
    boolean came =
        OccurrenceDays.anyIn(subject.occurrenceDays(), cutoffDay, cutoffDay + horizonDays);
    return new Case(subject, rhythm, cadence, cadence.silenceRisk(today(), horizonDays), !came);
  }

  private BacktestReport report(List<Case> cases, List<Double> thresholds) {
    boolean[] stayedAway = stayedAway(cases);
    double baseRate = (double) count(stayedAway) / cases.size();
    double brier = Ranking.brier(cases.stream().mapToDouble(Case::risk).toArray(), stayedAway);
    List<BacktestReport.Ranked> baselines =
        List.of(
            ranked("recency", cases, this::silentDays),
            ranked("recency-per-own-gap", cases, this::silentGaps),
            ranked("spend-drop", cases, this::spendDrop));
    List<BacktestReport.Alerts> alerts =
        thresholds.stream().map(threshold -> alerts(cases, threshold)).toList();
    return new BacktestReport(
        cases.size(),
        baseRate,
        ranked("silence-risk", cases, Case::risk),
        brier,
        baselines,
        alerts);
  }

  /** Ranks those for whom the score is a number. */
  private static BacktestReport.Ranked ranked(
      String name, List<Case> cases, ToDoubleFunction<Case> score) {
    List<Case> defined = cases.stream().filter(c -> !Double.isNaN(score.applyAsDouble(c))).toList();
    Ranking ranking =
        Ranking.of(defined.stream().mapToDouble(score).toArray(), stayedAway(defined));
    return new BacktestReport.Ranked(
        name, defined.size(), ranking.auc(), ranking.averagePrecision());
  }

  private BacktestReport.Alerts alerts(List<Case> cases, double threshold) {
    List<Case> alarmed = cases.stream().filter(c -> alarms(c, threshold)).toList();
    double right = count(stayedAway(alarmed));
    return new BacktestReport.Alerts(
        threshold,
        alarmed.size(),
        right / alarmed.size(),
        right / count(stayedAway(cases)),
        100.0 * alarmed.size() / cases.size());
  }

  private boolean alarms(Case c, double threshold) {
    return today() >= c.cadence().gateDay()
        && c.risk() >= threshold
        && c.cadence().ownSilenceRisk(today()) >= ownThreshold;
  }

  private double silentDays(Case c) {
    return c.rhythm().silentDays(today());
  }

  /** Silent days per plain mean gap of the customer, not shrunk. */
  private double silentGaps(Case c) {
    return silentDays(c) * c.rhythm().repeats() / (c.rhythm().lastDay() - c.rhythm().firstDay());
  }

  /**
   * (base - current) / base over the last 90 days and the 90 before; NaN where the base is too
   * small to tell.
   */
  private double spendDrop(Case c) {
    int middle = cutoffDay - DROP_WINDOW_DAYS;
    int from = middle - DROP_WINDOW_DAYS;
    double base = c.subject().spend(from, middle);
    if (c.subject().purchases(from, middle) < MIN_BASE_PURCHASES || base <= 0) {
      return Double.NaN;
    }
    return (base - c.subject().spend(middle, cutoffDay)) / base;
  }

  private int today() {
    return cutoffDay - 1;
  }

  private static boolean[] stayedAway(List<Case> cases) {
    boolean[] flags = new boolean[cases.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = cases.get(i).stayedAway();
    }
    return flags;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
