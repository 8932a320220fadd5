package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogarithmTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void givesTheBitsOfStrictMathForNumbersOfEverySize(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 40_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
      check(Math.exp(20 * random.nextGaussian()));
      check(1 + random.nextGaussian() * Math.pow(2, -random.nextInt(54)));
      check(3 * random.nextDouble());
    }
  }

  @Test
  void givesTheBitsOfStrictMathWhereItsFormsMeet() {
    double[] borders = {
      0,
      -0.0,
      1,
      2,
      4,
      .5,
      Math.sqrt(2),
      Math.sqrt(2) - 1,
      Math.sqrt(.5),
      0x1p-29,
      0x1p-54,
      0x1p53,
      0x1p20,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      Double.POSITIVE_INFINITY
    };
    for (double border : borders) {
      double below = border;
      double above = border;
      for (int i = 0; i < 500; i++) {
        check(below);
        check(above);
        check(-above);
        below = Math.nextDown(below);
        above = Math.nextUp(above);
      }
    }
    check(Double.NaN);
  }

  private static void check(double x) {
    assertThat(Double.doubleToLongBits(Logarithm.ln(x)))
        .as("ln %s", x)
        .isEqualTo(Double.doubleToLongBits(StrictMath.log(x)));
    assertThat(Double.doubleToLongBits(Logarithm.ln1p(x)))
        .as("ln1p %s", x)
        .isEqualTo(Double.doubleToLongBits(StrictMath.log1p(x)));
  }
}
