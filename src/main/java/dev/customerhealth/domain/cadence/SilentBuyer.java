package dev.customerhealth.domain.cadence;

/**
 * A buyer after some weeks of silence: what all questions about one day have in common, computed
 * once.
 */
final class SilentBuyer {

  private final ErlangBuyer buyer;
  private final double weeks;
  private final double logWaiting;

  /** Of being gone against being there or the other way round, whichever is below 1. */
  private final double odds;

  private final double alive;
  private final double gone;

  SilentBuyer(ErlangBuyer buyer, double weeks) {
    this.buyer = buyer;
    this.weeks = weeks;
    this.logWaiting = buyer.logStillWaiting(weeks);
    double logOdds = logWaiting - buyer.logDropOdds();
    this.odds = StrictMath.exp(-Math.abs(logOdds));
    double likely = 1 / (1 + odds);
    double unlikely = odds / (1 + odds);
    this.alive = logOdds >= 0 ? likely : unlikely;
    this.gone = logOdds <= 0 ? likely : unlikely;
  }

  /** P(still a customer). */
  double pAlive() {
    return alive;
  }

  /** P(nothing in the next weeks either). */
  double pSilent(double horizonWeeks) {
    double logQuiet = buyer.logStillWaiting(weeks + horizonWeeks) - logWaiting;
    return Math.min(1, gone + alive * StrictMath.exp(logQuiet));
  }

  /**
   * ln of the density of the silence, left or stayed, up to a factor that does not depend on the
   * silence.
   */
  double logSilence() {
    double logDropOdds = buyer.logDropOdds();
    return logDropOdds == Double.NEGATIVE_INFINITY
        ? logWaiting
        : Math.max(logWaiting, logDropOdds) + Logarithm.ln1p(odds);
  }
}
