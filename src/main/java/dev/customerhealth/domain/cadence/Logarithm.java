package dev.customerhealth.domain.cadence;

/**
 * {@link StrictMath#log} and {@link StrictMath#log1p} to the last bit, in half the time: on Java 17
 * those are calls out of Java, and a risk takes two dozen of them. The algorithm is the one that
 * {@link StrictMath} is defined by, fdlibm's e_log.c and s_log1p.c, for ordinary numbers; the
 * others are left to it.
 *
 * <p>fdlibm: Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at
 * SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice is preserved.
 */
final class Logarithm {

  /** ln 2 in two parts, the first with trailing zeros: a multiple of it is exact. */
  private static final double LN2_HIGH = 6.93147180369123816490e-01;

  private static final double LN2_LOW = 1.90821492927058770002e-10;

  /** Of (ln(1 + s) - ln(1 - s)) / s - 2, by powers of s^2. */
  private static final double L1 = 6.666666666666735130e-01;

  private static final double L2 = 3.999999999940941908e-01;
  private static final double L3 = 2.857142874366239149e-01;
  private static final double L4 = 2.222219843214978396e-01;
  private static final double L5 = 1.818357216161805012e-01;
  private static final double L6 = 1.531383769920937332e-01;
  private static final double L7 = 1.479819860511658591e-01;

  /** Upper halves of 1, of 2^-1022 and of infinity; the bits of the fraction in it. */
  private static final int ONE = 0x3ff00000;

  private static final int NORMAL = 0x00100000;
  private static final int INFINITE = 0x7ff00000;
  private static final int FRACTION = 0x000fffff;

  private Logarithm() {}

  /** ln x. */
  static double ln(double x) {
    int upper = upper(x);
    if (upper < NORMAL || upper >= INFINITE) {
      return StrictMath.log(x);
    }
    int fraction = upper & FRACTION;
    int half = (fraction + 0x95f64) & NORMAL;
    int k = (upper >> 20) - 1023 + (half >> 20);
    double f = withUpper(x, fraction | (half ^ ONE)) - 1;
    if ((FRACTION & (2 + fraction)) < 3) {
      return nearPowerOfTwo(k, f);
    }
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double even = w * (L2 + w * (L4 + w * L6));
    double odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
    double r = odd + even;
    if (((fraction - 0x6147a) | (0x6b851 - fraction)) > 0) {
      return sum(k, f, 0.5 * f * f, s, r, 0);
    }
    return k == 0 ? f - s * (f - r) : k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
  }

  private static double nearPowerOfTwo(int k, double f) {
    if (f == 0) {
      return k == 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    }
    double r = f * f * (0.5 - 0.33333333333333333 * f);
    return k == 0 ? f - r : k * LN2_HIGH - ((r - k * LN2_LOW) - f);
  }

  /** ln(1 + x). */
  static double ln1p(double x) {
    if (!(x >= 0x1p-29 && x < 0x1p53)) {
      return StrictMath.log1p(x);
    }
    if (upper(x) < 0x3FDA827A) {
      // 1 + x below the square root of 2.
      return ln1p(0, x, 0);
    }
    double u = 1 + x;
    int k = (upper(u) >> 20) - 1023;
    double lost = (k > 0 ? 1 - (u - x) : x - (u - 1)) / u;
    int fraction = upper(u) & FRACTION;
    boolean low = fraction < 0x6a09e;
    double f = withUpper(u, fraction | (low ? ONE : 0x3fe00000)) - 1;
    int left = low ? fraction : (NORMAL - fraction) >> 2;
    int power = low ? k : k + 1;
    return left == 0 ? ln1pNearPowerOfTwo(power, f, lost) : ln1p(power, f, lost);
  }

  private static double ln1p(int k, double f, double lost) {
    double s = f / (2 + f);
    double z = s * s;
    double r = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
    return sum(k, f, 0.5 * f * f, s, r, lost);
  }

  private static double ln1pNearPowerOfTwo(int k, double f, double lost) {
    double low = lost + k * LN2_LOW;
    if (f == 0) {
      return k == 0 ? 0 : k * LN2_HIGH + low;
    }
    double r = 0.5 * f * f * (1 - 0.66666666666666666 * f);
    return k == 0 ? f - r : k * LN2_HIGH - ((r - (k * LN2_LOW + lost)) - f);
  }

  /** k ln 2 + ln(1 + f), with what was lost when f was made. */
  private static double sum(int k, double f, double half, double s, double r, double lost) {
    return k == 0
        ? f - (half - s * (half + r))
        : k * LN2_HIGH - ((half - (s * (half + r) + (k * LN2_LOW + lost))) - f);
  }

  private static int upper(double x) {
    return (int) (Double.doubleToRawLongBits(x) >>> 32);
  }

  private static double withUpper(double x, int upper) {
    return Double.longBitsToDouble(
        (Double.doubleToRawLongBits(x) & 0xFFFFFFFFL) | ((long) upper << 32));
  }
}
