package dev.customerhealth.domain.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.rules.BandRules;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {

  private static final BandRules RULES = new BandRules(65, 40, 5);

  @ParameterizedTest(name = "{0} after {1} is {2}")
  @CsvSource({
    // Nothing holds back: the plain limits, inclusive.
    "100, , HEALTHY",
    "65, , HEALTHY",
    "64.9, , WATCH",
    "40, , WATCH",
    "39.9, , AT_RISK",
    "0, , AT_RISK",
    "65, NEW, HEALTHY",
    "40, LOST, WATCH",
    // Sinking takes the plain limit.
    "65, HEALTHY, HEALTHY",
    "64.9, HEALTHY, WATCH",
    "39.9, HEALTHY, AT_RISK",
    "39.9, WATCH, AT_RISK",
    // Rising takes five points more.
    "69.9, WATCH, WATCH",
    "70, WATCH, HEALTHY",
    "44.9, AT_RISK, AT_RISK",
    "45, AT_RISK, WATCH",
    "69.9, AT_RISK, WATCH",
    "70, AT_RISK, HEALTHY",
    "65, AT_RISK, WATCH",
    "40, WATCH, WATCH",
    "42, WATCH, WATCH",
  })
  void sinksAtTheLimitAndRisesBeyondIt(double score, @Nullable Band before, Band band) {
    assertThat(Band.of(score, before, RULES)).isEqualTo(band);
  }
}
