package dev.customerhealth.domain.cadence;

/** {@link MixK} after some weeks of silence: how likely each regularity is by then. */
final class SilentMix {

  private final SilentBuyer[] buyers;
  private final double[] weights;
  private final double sumOfWeights;

  /**
   * @param logPrior ln of each buyer's weight before any silence was seen, up to a common factor
   */
  SilentMix(ErlangBuyer[] of, double[] logPrior, double silentWeeks) {
    this.buyers = new SilentBuyer[of.length];
    this.weights = new double[of.length];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < of.length; i++) {
      buyers[i] = of[i].after(silentWeeks);
      weights[i] = logPrior[i] + buyers[i].logSilence();
      best = Math.max(best, weights[i]);
    }
    double sum = 0;
    for (int i = 0; i < of.length; i++) {
      weights[i] = StrictMath.exp(weights[i] - best);
      sum += weights[i];
    }
    this.sumOfWeights = sum;
  }

  /** P(no purchase in the next weeks either). */
  double pSilent(double horizonWeeks) {
    double sum = 0;
    for (int i = 0; i < buyers.length; i++) {
      sum += weights[i] * buyers[i].pSilent(horizonWeeks);
    }
    return Math.min(1, sum / sumOfWeights);
  }
}
