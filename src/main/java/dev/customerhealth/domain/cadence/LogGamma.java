package dev.customerhealth.domain.cadence;

/**
 * ln Gamma(z) for z &gt; 0, the same bits on every machine (only {@link Logarithm}); absolute error
 * about 1e-15 times the larger of 1 and the value. Stirling's series from z = 10, below it the
 * recurrence Gamma(z + 1) = z Gamma(z).
 */
final class LogGamma {

  private static final double HALF_LOG_TWO_PI = 0.918938533204672741780329736406;
  private static final double STIRLING_FROM = 10;

  private LogGamma() {}

  static double of(double z) {
    double product = 1;
    double shifted = z;
    while (shifted < STIRLING_FROM) {
      product *= shifted;
      shifted += 1;
    }
    double value = stirling(shifted);
    return product == 1 ? value : value - Logarithm.ln(product);
  }

  /** ln of B(a, b + chances) / B(a, b): the chance to survive that many dropout chances. */
  static double logSurvival(double a, double b, int chances) {
    return of(b + chances) - of(a + b + chances) - of(b) + of(a + b);
  }

  private static double stirling(double z) {
    double inverse = 1 / z;
    return (z - 0.5) * Logarithm.ln(z)
        - z
        + HALF_LOG_TWO_PI
        + inverse * correction(inverse * inverse);
  }

  /** Bernoulli terms of Stirling's series; the first one left out is below 3e-17 at z = 10. */
  private static double correction(double q) {
    double tail = -691.0 / 360360 + q / 156;
    tail = 1.0 / 1188 + q * tail;
    tail = -1.0 / 1680 + q * tail;
    tail = 1.0 / 1260 + q * tail;
    tail = -1.0 / 360 + q * tail;
    return 1.0 / 12 + q * tail;
  }
}
