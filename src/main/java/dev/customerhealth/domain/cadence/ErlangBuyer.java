package dev.customerhealth.domain.cadence;

/**
 * A buyer at the moment of the last purchase, seen by one model: gaps are Erlang-k with a rate that
 * is gamma distributed given the history, and with some odds the buyer left for ever right after
 * that purchase. BG/NBD and MBG/NBD are k = 1.
 *
 * <p>Everything is relative to the last purchase and in log space, so nothing overflows for 10,000
 * purchases or 50 years.
 *
 * @param k regularity of the gaps: 1 (random) to 8 (clockwork)
 * @param shape r + k x, of the gamma distribution of the rate
 * @param scale alpha / k + tx, its rate parameter in weeks
 * @param logDropOdds ln of (left after the last purchase : stayed), before any silence was seen;
 *     -infinity for never
 */
record ErlangBuyer(int k, double shape, double scale, double logDropOdds) {

  /**
   * ln P(a buyer who stayed buys nothing for that many weeks after the last purchase); 0 at 0
   * weeks.
   */
  double logStillWaiting(double weeks) {
    double decay = -shape * Logarithm.ln1p(weeks / scale);
    return k == 1 ? decay : decay + Logarithm.ln(erlangSum(weeks / (scale + weeks)));
  }

  /** The same buyer after a silence. */
  SilentBuyer after(double silentWeeks) {
    return new SilentBuyer(this, silentWeeks);
  }

  /**
   * sum over j below k of z^j / j! * Gamma(shape + j) / Gamma(shape), by Horner's rule: no gamma
   * function is needed, and the largest value (shape 80,000, k = 8) is about 1e30.
   */
  private double erlangSum(double z) {
    double sum = 1;
    for (int j = k - 1; j >= 1; j--) {
      sum = 1 + sum * z * (shape + j - 1) / j;
    }
    return sum;
  }

  static double logistic(double logit) {
    double e = StrictMath.exp(-Math.abs(logit));
    return logit >= 0 ? 1 / (1 + e) : e / (1 + e);
  }

  /** ln(e^p + e^q); either may be -infinity. */
  static double logSumExp(double p, double q) {
    double high = Math.max(p, q);
    double low = Math.min(p, q);
    return low == Double.NEGATIVE_INFINITY
        ? high
        : high + Logarithm.ln1p(StrictMath.exp(low - high));
  }
}
