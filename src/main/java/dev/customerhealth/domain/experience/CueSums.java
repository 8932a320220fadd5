package dev.customerhealth.domain.experience;

import java.util.List;

/**
 * What is known of an experience at one moment: three sums over its cues, with offset d = centre -
 * {@link #ORIGIN}.
 *
 * @param p sum of the precisions
 * @param m sum of precision x d
 * @param q sum of precision x d^2
 */
public record CueSums(double p, double m, double q) {

  /**
   * Centres are counted from the middle of the line: the spread is then no difference of two large
   * numbers, and fixed-point sums reach six times as far.
   */
  static final double ORIGIN = 3.5;

  public static final CueSums NOTHING = new CueSums(0, 0, 0);

  public static CueSums of(List<Cue> cues) {
    CueSums sums = NOTHING;
    for (Cue cue : cues) {
      sums = sums.plus(cue);
    }
    return sums;
  }

  public CueSums plus(Cue cue) {
    double precision = cue.precision();
    double offset = cue.centre() - ORIGIN;
    return new CueSums(p + precision, m + precision * offset, q + precision * offset * offset);
  }

  public CueSums plus(CueSums other) {
    return new CueSums(p + other.p, m + other.m, q + other.q);
  }

  CueSums times(double factor) {
    return new CueSums(p * factor, m * factor, q * factor);
  }

  /** The mean of the centres, nothing assumed; p must be above 0. */
  double mean() {
    return ORIGIN + m / p;
  }

  /** The experience that these sums tell of, on top of what is assumed of everybody. */
  public Latent with(Prior prior) {
    CueSums all = plus(prior.cue());
    double offset = all.m / all.p;
    double spread = Math.max(0, all.q / all.p - offset * offset);
    return new Latent(ORIGIN + offset, 1 / all.p + spread, all.p);
  }
}
