package dev.customerhealth.domain.score;

import dev.customerhealth.domain.rules.BandRules;
import org.jspecify.annotations.Nullable;

/** What a dashboard colours; the first three from good to bad. */
public enum Band {
  HEALTHY,
  WATCH,
  AT_RISK,
  NEW,
  LOST;

  /**
   * The band of a score. Sinking takes the plain threshold, rising {@code hysteresis} points more,
   * so that a score on the border does not flicker.
   *
   * @param score 0 to 100, rounded to tenths
   * @param before the band so far; null, NEW and LOST hold nothing back
   */
  public static Band of(double score, @Nullable Band before, BandRules rules) {
    Band plain = plain(score, rules, 0);
    if (before == null || !before.isOfScore() || plain.ordinal() >= before.ordinal()) {
      return plain;
    }
    Band held = plain(score, rules, rules.hysteresis());
    return held.ordinal() < before.ordinal() ? held : before;
  }

  private static Band plain(double score, BandRules rules, double margin) {
    if (score >= rules.healthyFrom() + margin) {
      return HEALTHY;
    }
    return score >= rules.watchFrom() + margin ? WATCH : AT_RISK;
  }

  private boolean isOfScore() {
    return ordinal() <= AT_RISK.ordinal();
  }
}
