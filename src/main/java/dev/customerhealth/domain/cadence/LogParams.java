package dev.customerhealth.domain.cadence;

/**
 * The logarithms of r, alpha, a, b, in which a fit searches. They are held within +-12, and r, a
 * and b cost something outside {@link #FREE_FROM} to {@link #FREE_TO}: there the likelihood is flat
 * (with a short history b runs to infinity at a constant a / b), and without a cost the result
 * would be wherever the search gave up. Inside the cost is zero, so identified parameters are the
 * plain maximum-likelihood ones.
 */
final class LogParams {

  static final int COUNT = 4;
  static final double FREE_FROM = 0.001;
  static final double FREE_TO = 100;

  private static final double BOUND = 12;
  private static final double LOG_FROM = StrictMath.log(FREE_FROM);
  private static final double LOG_TO = StrictMath.log(FREE_TO);

  private LogParams() {}

  static NbdParams params(double[] logs) {
    return new NbdParams(value(logs[0]), value(logs[1]), value(logs[2]), value(logs[3]));
  }

  static double[] logs(double r, double alpha, double a, double b) {
    return new double[] {
      StrictMath.log(r), StrictMath.log(alpha), StrictMath.log(a), StrictMath.log(b)
    };
  }

  static double[] logs(NbdParams p) {
    return logs(p.r(), p.alpha(), p.a(), p.b());
  }

  /**
   * In units of log-likelihood: half the squared distance of ln r, ln a and ln b from the free
   * range.
   */
  static double cost(double[] logs) {
    return (square(outside(logs[0])) + square(outside(logs[2])) + square(outside(logs[3]))) / 2;
  }

  private static double outside(double log) {
    return Math.max(0, Math.max(log - LOG_TO, LOG_FROM - log));
  }

  private static double square(double value) {
    return value * value;
  }

  private static double value(double log) {
    return StrictMath.exp(Math.min(BOUND, Math.max(-BOUND, log)));
  }
}
