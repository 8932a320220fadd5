package dev.customerhealth.domain.cadence;

/**
 * MIX-k: MBG/NBD with Erlang-k gaps, the regularity k unknown per customer. The log-gaps tell
 * clockwork from chance, so a regular buyer's silence weighs more than the same silence of an
 * irregular one. Holds what does not depend on the day.
 */
public final class MixK {

  private static final int SIZE = MixParams.KS.size();

  /** ln k, from alpha_k^r = alpha^r / k^r. */
  private static final double[] LOG = new double[9];

  /** ln Gamma(k) = ln (k - 1)!. */
  private static final double[] LOG_FACTORIAL_BELOW = new double[9];

  static {
    for (int k = 1; k < LOG.length; k++) {
      LOG[k] = Logarithm.ln(k);
      LOG_FACTORIAL_BELOW[k] = k == 1 ? 0 : LOG_FACTORIAL_BELOW[k - 1] + LOG[k - 1];
    }
  }

  private final ErlangBuyer[] buyers = new ErlangBuyer[SIZE];

  /** ln of weight times likelihood of the gaps, per regularity, up to a common factor. */
  private final double[] logPrior = new double[SIZE];

  private MixK(MixParams params, int x, double tx, double sumLogGapWeeks) {
    double logDropOdds = MbgNbd.logDropOdds(params.nbd(), x);
    for (int i = 0; i < SIZE; i++) {
      int k = MixParams.KS.get(i);
      buyers[i] = MbgNbd.erlang(k, params.nbd(), x, tx, logDropOdds);
      logPrior[i] =
          Logarithm.ln(params.weights().get(i))
              + logGaps(buyers[i], params.nbd().r(), x, sumLogGapWeeks)
              + LogGamma.of(buyers[i].shape());
    }
  }

  /**
   * One customer.
   *
   * @param x repeat purchase days
   * @param tx weeks from the first day to the last one
   * @param sumLogGapWeeks G, the sum of ln(gap in weeks)
   */
  public static MixK of(MixParams params, int x, double tx, double sumLogGapWeeks) {
    return new MixK(params, x, tx, sumLogGapWeeks);
  }

  /** P(no purchase in the next weeks, given that many silent weeks). */
  public double pSilent(double silentWeeks, double horizonWeeks) {
    return after(silentWeeks).pSilent(horizonWeeks);
  }

  /** The same customer after a silence. */
  SilentMix after(double silentWeeks) {
    return new SilentMix(buyers, logPrior, silentWeeks);
  }

  /**
   * ln likelihood of the x gaps at the last purchase, without Gamma(shape), Gamma(r) and the
   * dropout chances survived.
   */
  static double logGaps(ErlangBuyer buyer, double r, int x, double sumLogGapWeeks) {
    int k = buyer.k();
    double gaps = (k - 1) * sumLogGapWeeks - x * LOG_FACTORIAL_BELOW[k];
    return gaps - r * LOG[k] - buyer.shape() * Logarithm.ln(buyer.scale());
  }
}
