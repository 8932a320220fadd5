package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models against the same formulas in 40 decimal digits, at the ends of what can happen. */
class ModelsOracleTest {

  private static final double FIFTY_YEARS = 365.25 * 50 / 7;
  private static final double TOLERANCE = 1e-9;

  private static final List<NbdParams> PARAMS =
      List.of(
          ShippedModel.MODEL.bg(),
          ShippedModel.MODEL.mix().nbd(),
          new NbdParams(0.243, 4.414, 0.793, 2.426),
          new NbdParams(0.001, 0.05, 0.001, 0.001),
          new NbdParams(100, 5000, 0.001, 100),
          new NbdParams(3, 0.02, 90, 0.01));

  /**
   * One customer at one moment, in weeks; the log-gaps are those of equal gaps, times 1 +
   * unevenness.
   */
  private record Moment(NbdParams p, int x, double tx, double t, double h, double sumLogGap) {}

  private static Stream<Moment> moments() {
    return PARAMS.stream()
        .flatMap(
            p ->
                Stream.of(0, 1, 2, 10, 300, 10_000)
                    .flatMap(
                        x ->
                            recencies(x)
                                .boxed()
                                .flatMap(
                                    tx ->
                                        Stream.of(0.0, 1 / 7.0, 3.0, 120.0, FIFTY_YEARS - tx)
                                            .flatMap(
                                                silent ->
                                                    Stream.of(0.001, 90 / 7.0, 5_000.0)
                                                        .map(h -> moment(p, x, tx, silent, h))))));
  }

  /** A purchase every day, and the same number spread over at most 38 years. */
  private static DoubleStream recencies(int x) {
    double shortest = x / 7.0;
    return x == 0 ? DoubleStream.of(0) : DoubleStream.of(shortest, Math.max(shortest, 2_000));
  }

  private static Moment moment(NbdParams p, int x, double tx, double silent, double h) {
    double unevenness = x % 2 == 0 ? 1 : 0.9;
    return new Moment(p, x, tx, tx + silent, h, x == 0 ? 0 : x * Math.log(tx / x) * unevenness);
  }

  private static List<NbdParams> params() {
    return PARAMS;
  }

  @ParameterizedTest
  @MethodSource("params")
  void agreeWithFortyDigitsAtAllExtremes(NbdParams p) {
    moments()
        .filter(m -> m.p().equals(p))
        .forEach(
            m -> {
              check(
                  m,
                  "BG alive",
                  BgNbd.pAlive(p, m.x(), m.tx(), m.t()),
                  Oracle.bgAlive(p, m.x(), m.tx(), m.t()));
              check(
                  m,
                  "BG",
                  BgNbd.pSilent(p, m.x(), m.tx(), m.t(), m.h()),
                  Oracle.bgSilent(p, m.x(), m.tx(), m.t(), m.h()));
              check(
                  m,
                  "MBG alive",
                  MbgNbd.pAlive(p, m.x(), m.tx(), m.t()),
                  Oracle.mbgAlive(p, m.x(), m.tx(), m.t()));
              check(
                  m,
                  "MBG",
                  MbgNbd.pSilent(p, m.x(), m.tx(), m.t(), m.h()),
                  Oracle.mbgSilent(p, m.x(), m.tx(), m.t(), m.h()));
              MixParams mix = new MixParams(p, ShippedModel.MODEL.mix().weights());
              check(
                  m,
                  "MIX",
                  MixK.of(mix, m.x(), m.tx(), m.sumLogGap()).pSilent(m.t() - m.tx(), m.h()),
                  Oracle.mixSilent(mix, m.x(), m.tx(), m.t(), m.sumLogGap(), m.h()));
            });
  }

  private static void check(Moment moment, String what, double actual, double exact) {
    assertThat(actual)
        .as("%s at %s", what, moment)
        .isBetween(0.0, 1.0)
        .isCloseTo(exact, within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(doubles = {6e-6, 0.001, 0.5, 1, 1.5, 2, 3.7, 9.999, 10, 57.3, 80_000.25, 1e6})
  void logGammaAgreesWithFortyDigits(double z) {
    double exact = Oracle.logGamma(Oracle.dfp(z)).toDouble();
    assertThat(LogGamma.of(z)).isCloseTo(exact, within(2e-15 * Math.max(5, Math.abs(exact))));
  }

  @Test
  void mixWithAllWeightOnRandomGapsIsMbg() {
    MixParams onlyRandom =
        new MixParams(ShippedModel.MODEL.mbg(), List.of(1.0, 0.0, 0.0, 0.0, 0.0));
    double mix = MixK.of(onlyRandom, 5, 30, 5).pSilent(10, 13);
    assertThat(mix).isCloseTo(MbgNbd.pSilent(onlyRandom.nbd(), 5, 30, 40, 13), within(1e-15));
  }
}
