package dev.customerhealth.domain.cadence;

/**
 * MBG/NBD (Batislam, Denizel, Filiztekin 2007): as {@link BgNbd}, but a customer may leave after
 * the first purchase too. x: repeat purchase days; tx, t: weeks from the first day to the last one
 * and to today.
 */
public final class MbgNbd {

  private MbgNbd() {}

  /** P(still a customer). */
  public static double pAlive(NbdParams p, int x, double tx, double t) {
    return buyer(p, x, tx).after(t - tx).pAlive();
  }

  /** P(no purchase in the next weeks): gone, or still there and quiet. */
  public static double pSilent(NbdParams p, int x, double tx, double t, double horizonWeeks) {
    return buyer(p, x, tx).after(t - tx).pSilent(horizonWeeks);
  }

  static ErlangBuyer buyer(NbdParams p, int x, double tx) {
    return erlang(1, p, x, tx, logDropOdds(p, x));
  }

  /**
   * With Erlang-k gaps; alpha is divided by k so that the mean gap is the same for every k.
   *
   * @param logDropOdds of {@link #logDropOdds}: the same for every k
   */
  static ErlangBuyer erlang(int k, NbdParams p, int x, double tx, double logDropOdds) {
    return new ErlangBuyer(k, p.r() + (double) k * x, p.alpha() / k + tx, logDropOdds);
  }

  static double logDropOdds(NbdParams p, int x) {
    return BgNbd.logDropOdds(p, dropChances(x));
  }

  /** Purchases after which the customer could have left. */
  static int dropChances(int x) {
    return x + 1;
  }
}
