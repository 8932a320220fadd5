package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.rules.ReturnRules;
import org.hipparchus.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * What a return says, judged by the customer's own gaps before it: a gamma distribution with their
 * mean and mean logarithm. Two gaps of the typical length, exponentially spread, are always among
 * them, so that one lucky gap does not make a rhythm.
 *
 * <p>Shape from mean and mean logarithm: Minka, Estimating a Gamma distribution (2002), the closed
 * form; quantiles: Wilson and Hilferty (1931).
 */
public final class OwnGaps {

  private static final double DAYS_PER_WEEK = 7;
  private static final int PRIOR_GAPS = 2;
  private static final double EULER = 0.5772156649015329;

  private final double meanDays;
  private final double shape;

  private OwnGaps(double meanDays, double shape) {
    this.meanDays = meanDays;
    this.shape = shape;
  }

  /**
   * The gaps before the last one.
   *
   * @param rhythm of at least two days
   * @param previousDay the last occurrence day but one
   */
  public static OwnGaps before(Rhythm rhythm, int previousDay, double typicalGapDays) {
    int gaps = PRIOR_GAPS + rhythm.days() - 2;
    double mean = (PRIOR_GAPS * typicalGapDays + (previousDay - rhythm.firstDay())) / gaps;
    double lastLog = StrictMath.log((rhythm.lastDay() - previousDay) / DAYS_PER_WEEK);
    double priorLog = StrictMath.log(typicalGapDays / DAYS_PER_WEEK) - EULER;
    double meanLog = (PRIOR_GAPS * priorLog + rhythm.sumLogGapWeeks() - lastLog) / gaps;
    return new OwnGaps(mean, shape(StrictMath.log(mean / DAYS_PER_WEEK) - meanLog));
  }

  /**
   * @param s ln(mean) - mean(ln), above 0 unless all gaps are equal
   */
  private static double shape(double s) {
    double spread = Math.max(s, 1e-6);
    return (3 - spread + StrictMath.sqrt((spread - 3) * (spread - 3) + 24 * spread))
        / (12 * spread);
  }

  /** The length below which a share of the gaps lies, in days. */
  double quantileDays(double share) {
    double normal = StrictMath.sqrt(2) * Erf.erfInv(2 * share - 1);
    double part = 1 / (9 * shape);
    double root = Math.max(0, 1 - part + normal * StrictMath.sqrt(part));
    return meanDays * root * root * root;
  }

  /** What a gap of that length says; null: a late return says nothing good, and nothing bad. */
  public @Nullable CueCode returned(int gapDays, ReturnRules rules) {
    if (gapDays <= quantileDays(rules.earlyShare())) {
      return CueCode.RETURNED_EARLY;
    }
    return gapDays <= quantileDays(1 - rules.lateShare()) ? CueCode.RETURNED_ON_RHYTHM : null;
  }
}
