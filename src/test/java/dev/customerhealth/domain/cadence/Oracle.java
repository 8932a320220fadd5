package dev.customerhealth.domain.cadence;

import java.util.HashMap;
import java.util.Map;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.hipparchus.dfp.DfpMath;

/**
 * The formulas of the models written out term by term in decimal arithmetic with 40 digits: no
 * shared factor is cancelled, every gamma and beta function is evaluated.
 */
final class Oracle {

  private static final DfpField FIELD = new DfpField(40);
  private static final Dfp ONE = FIELD.getOne();
  private static final Dfp ZERO = FIELD.getZero();

  /** Numerators and denominators of the Bernoulli numbers B2, B4, ... B20. */
  private static final String[][] BERNOULLI = {
    {"1", "6"},
    {"-1", "30"},
    {"1", "42"},
    {"-1", "30"},
    {"5", "66"},
    {"-691", "2730"},
    {"7", "6"},
    {"-3617", "510"},
    {"43867", "798"},
    {"-174611", "330"}
  };

  private static final int STIRLING_FROM = 60;

  /** The same few arguments come again and again. */
  private static final Map<Dfp, Dfp> LOG_GAMMA = new HashMap<>();

  private Oracle() {}

  static double bgAlive(NbdParams p, int x, double tx, double t) {
    return x == 0 ? 1 : dropoutAlive(p, x, x - 1, tx, t).toDouble();
  }

  static double bgSilent(NbdParams p, int x, double tx, double t, double h) {
    return silent(p, x, x == 0 ? ONE : dropoutAlive(p, x, x - 1, tx, t), t, h).toDouble();
  }

  static double mbgAlive(NbdParams p, int x, double tx, double t) {
    return dropoutAlive(p, x, x, tx, t).toDouble();
  }

  static double mbgSilent(NbdParams p, int x, double tx, double t, double h) {
    return silent(p, x, dropoutAlive(p, x, x, tx, t), t, h).toDouble();
  }

  /** 1 / (1 + a / (b + passed) * ((alpha + T) / (alpha + tx))^(r + x)). */
  private static Dfp dropoutAlive(NbdParams p, int x, int passed, double tx, double t) {
    Dfp logRatio = log(dfp(p.alpha()).add(dfp(t))).subtract(log(dfp(p.alpha()).add(dfp(tx))));
    Dfp logOdds =
        log(dfp(p.a()))
            .subtract(log(dfp(p.b()).add(passed)))
            .add(dfp(p.r()).add(x).multiply(logRatio));
    return ONE.divide(ONE.add(exp(logOdds)));
  }

  private static Dfp silent(NbdParams p, int x, Dfp alive, double t, double h) {
    Dfp age = dfp(p.alpha()).add(dfp(t));
    Dfp quiet = exp(dfp(p.r()).add(x).multiply(log(age).subtract(log(age.add(dfp(h))))));
    return ONE.subtract(alive).add(alive.multiply(quiet));
  }

  static double mixSilent(
      MixParams params, int x, double tx, double t, double sumLogGap, double h) {
    NbdParams p = params.nbd();
    int n = MixParams.KS.size();
    Dfp[] logWeight = new Dfp[n];
    Dfp[] silent = new Dfp[n];
    for (int i = 0; i < n; i++) {
      int k = MixParams.KS.get(i);
      Dfp alphaK = dfp(p.alpha()).divide(k);
      Dfp logSurvival0 = logSurvival(p, k, alphaK, x, tx, t, 0);
      Dfp logSurvivalH = logSurvival(p, k, alphaK, x, tx, t, h);
      Dfp logBeta = logBeta(dfp(p.a()), dfp(p.b()));
      Dfp logA = logBeta(dfp(p.a()), dfp(p.b()).add(x + 1)).subtract(logBeta).add(logSurvival0);
      Dfp shape = dfp(p.r()).add(k * x);
      Dfp logD =
          logBeta(dfp(p.a()).add(1), dfp(p.b()).add(x))
              .subtract(logBeta)
              .add(logGamma(shape))
              .subtract(shape.multiply(log(alphaK.add(dfp(tx)))));
      Dfp alive = ONE.divide(ONE.add(exp(logD.subtract(logA))));
      silent[i] = ONE.subtract(alive).add(alive.multiply(exp(logSurvivalH.subtract(logSurvival0))));
      logWeight[i] =
          log(dfp(params.weights().get(i)))
              .add(dfp(sumLogGap).multiply(k - 1))
              .subtract(logGamma(dfp(k)).multiply(x))
              .add(dfp(p.r()).multiply(log(alphaK)))
              .subtract(logGamma(dfp(p.r())))
              .add(logSum(logA, logD));
    }
    return average(silent, logWeight).toDouble();
  }

  /**
   * ln of sum over j of (T - tx + h)^j / j! * Gamma(r + kx + j) / (alpha_k + T + h)^(r + kx + j),
   * with 0^0 = 1.
   */
  private static Dfp logSurvival(
      NbdParams p, int k, Dfp alphaK, int x, double tx, double t, double h) {
    Dfp wait = dfp(t).subtract(dfp(tx)).add(dfp(h));
    Dfp logAge = log(alphaK.add(dfp(t)).add(dfp(h)));
    Dfp shape = dfp(p.r()).add(k * x);
    Dfp total = logGamma(shape).subtract(shape.multiply(logAge));
    for (int j = 1; j < k && wait.greaterThan(ZERO); j++) {
      Dfp s = shape.add(j);
      total =
          logSum(
              total,
              log(wait)
                  .multiply(j)
                  .subtract(logGamma(dfp(j + 1)))
                  .add(logGamma(s))
                  .subtract(s.multiply(logAge)));
    }
    return total;
  }

  private static Dfp average(Dfp[] values, Dfp[] logWeight) {
    Dfp best = logWeight[0];
    for (Dfp w : logWeight) {
      best = w.greaterThan(best) ? w : best;
    }
    Dfp sum = ZERO;
    Dfp weights = ZERO;
    for (int i = 0; i < values.length; i++) {
      Dfp weight = exp(logWeight[i].subtract(best));
      sum = sum.add(weight.multiply(values[i]));
      weights = weights.add(weight);
    }
    return sum.divide(weights);
  }

  private static Dfp logBeta(Dfp a, Dfp b) {
    return logGamma(a).add(logGamma(b)).subtract(logGamma(a.add(b)));
  }

  /** Stirling's series from 60 on, below it the recurrence; the truncation error is below 1e-35. */
  static Dfp logGamma(Dfp z) {
    return LOG_GAMMA.computeIfAbsent(z, Oracle::computeLogGamma);
  }

  private static Dfp computeLogGamma(Dfp z) {
    Dfp product = ONE;
    Dfp s = z;
    while (s.lessThan(dfp(STIRLING_FROM))) {
      product = product.multiply(s);
      s = s.add(ONE);
    }
    Dfp twoPi = FIELD.getPi().multiply(2);
    Dfp sum = s.subtract(dfp(0.5)).multiply(log(s)).subtract(s).add(log(twoPi).divide(2));
    for (int i = 1; i <= BERNOULLI.length; i++) {
      Dfp b = FIELD.newDfp(BERNOULLI[i - 1][0]).divide(FIELD.newDfp(BERNOULLI[i - 1][1]));
      sum = sum.add(b.divide(dfp(2.0 * i * (2 * i - 1))).divide(DfpMath.pow(s, 2 * i - 1)));
    }
    return sum.subtract(log(product));
  }

  private static Dfp logSum(Dfp p, Dfp q) {
    Dfp high = p.greaterThan(q) ? p : q;
    Dfp low = p.greaterThan(q) ? q : p;
    return high.add(log(ONE.add(exp(low.subtract(high)))));
  }

  static Dfp dfp(double value) {
    return FIELD.newDfp(value);
  }

  private static Dfp log(Dfp value) {
    return DfpMath.log(value);
  }

  /**
   * Nothing in a result of 1e-12 can come from beyond e^-400, and e^400 stands for every larger
   * number as well.
   */
  private static Dfp exp(Dfp value) {
    Dfp bound = dfp(400);
    if (value.greaterThan(bound)) {
      return DfpMath.exp(bound);
    }
    return value.lessThan(bound.negate()) ? ZERO : DfpMath.exp(value);
  }
}
