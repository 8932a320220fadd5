package dev.customerhealth.domain.cadence;

/**
 * BG/NBD (Fader, Hardie, Lee 2005): random gaps, dropout possible after every repeat purchase. A
 * one-time buyer is alive for ever in it, therefore it is not asked about those. x: repeat purchase
 * days; tx, t: weeks from the first day to the last one and to today.
 */
public final class BgNbd {

  private BgNbd() {}

  /** P(still a customer). */
  public static double pAlive(NbdParams p, int x, double tx, double t) {
    return buyer(p, x, tx).after(t - tx).pAlive();
  }

  /** P(no purchase in the next weeks): gone, or still there and quiet. */
  public static double pSilent(NbdParams p, int x, double tx, double t, double horizonWeeks) {
    return buyer(p, x, tx).after(t - tx).pSilent(horizonWeeks);
  }

  static ErlangBuyer buyer(NbdParams p, int x, double tx) {
    return new ErlangBuyer(1, p.r() + x, p.alpha() + tx, logDropOdds(p, dropChances(x)));
  }

  /** Purchases after which the customer could have left. */
  static int dropChances(int x) {
    return x;
  }

  /**
   * ln of (left at the last of the chances : never left), given that all earlier chances passed.
   */
  static double logDropOdds(NbdParams p, int chances) {
    return chances == 0 ? Double.NEGATIVE_INFINITY : Logarithm.ln(p.a() / (p.b() + (chances - 1)));
  }
}
