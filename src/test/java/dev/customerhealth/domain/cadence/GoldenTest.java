package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.csv.CSVRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The reference values of both data sets; the whole files where they are, else the samples that
 * ship with the tests.
 */
class GoldenTest {

  private static final CadenceModel SHIPPED = ShippedModel.MODEL;

  /** The golden log-gaps have 9 decimals, which can move MIX-k's weights by some 1e-9. */
  private static final Offset<Double> EXACT = within(1e-9);

  private static final double HORIZON_WEEKS = 90 / 7.0;

  @Test
  void everyOnlineRetailCustomerHasTheReferenceRisk() {
    for (CSVRecord row : TestData.golden("golden_online_retail_ii")) {
      Golden c = Golden.of(row);
      CustomerCadence cadence = SHIPPED.of(c.rhythm());
      assertThat(cadence.pAlive(c.today()))
          .as("pAlive of %s", c)
          .isCloseTo(number(row, "pAlive"), EXACT);
      assertThat(cadence.silenceRisk(c.today(), 90))
          .as("risk of %s", c)
          .isCloseTo(number(row, "silenceRisk"), EXACT);
    }
  }

  @Test
  void everyOnlineRetailCustomerHasTheReferenceModels() {
    for (CSVRecord row : TestData.golden("golden_online_retail_ii")) {
      Golden c = Golden.of(row);
      int x = c.rhythm().repeats();
      double tx = c.rhythm().recencyWeeks();
      double t = c.rhythm().ageWeeks(c.today());
      assertThat(BgNbd.pAlive(SHIPPED.bg(), x, tx, t))
          .as("%s", c)
          .isCloseTo(number(row, "bg_palive"), EXACT);
      assertThat(BgNbd.pSilent(SHIPPED.bg(), x, tx, t, HORIZON_WEEKS))
          .as("%s", c)
          .isCloseTo(number(row, "bg_p0_90d"), EXACT);
      assertThat(MbgNbd.pAlive(SHIPPED.mbg(), x, tx, t))
          .as("%s", c)
          .isCloseTo(number(row, "mbg_palive"), EXACT);
      assertThat(MbgNbd.pSilent(SHIPPED.mbg(), x, tx, t, HORIZON_WEEKS))
          .as("%s", c)
          .isCloseTo(number(row, "mbg_p0_90d"), EXACT);
      MixK mix = MixK.of(SHIPPED.mix(), x, tx, c.rhythm().sumLogGapWeeks());
      assertThat(mix.pSilent(t - tx, HORIZON_WEEKS))
          .as("%s", c)
          .isCloseTo(number(row, "mix_p0_90d"), EXACT);
    }
  }

  @Test
  void everyCdnowCustomerHasTheReferenceModelsWithinTheirDigits() {
    NbdParams bg = new NbdParams(.243, 4.414, .793, 2.426);
    NbdParams mbg = new NbdParams(.525, 6.183, .891, 1.614);
    for (CSVRecord row : TestData.golden("golden_cdnow")) {
      int x = (int) number(row, "x");
      double tx = number(row, "tx_weeks");
      double t = number(row, "T_weeks");
      Offset<Double> bgDigits = within(1e-6);
      Offset<Double> mbgDigits = within(2e-4);
      assertThat(BgNbd.pAlive(bg, x, tx, t))
          .as("%s", row)
          .isCloseTo(number(row, "bg_palive"), bgDigits);
      assertThat(BgNbd.pSilent(bg, x, tx, t, HORIZON_WEEKS))
          .as("%s", row)
          .isCloseTo(number(row, "bg_p0_90d"), bgDigits);
      assertThat(BgNbd.pSilent(bg, x, tx, t, 39))
          .as("%s", row)
          .isCloseTo(number(row, "bg_p0_39w"), bgDigits);
      assertThat(MbgNbd.pAlive(mbg, x, tx, t))
          .as("%s", row)
          .isCloseTo(number(row, "mbg_palive"), mbgDigits);
      assertThat(MbgNbd.pSilent(mbg, x, tx, t, HORIZON_WEEKS))
          .as("%s", row)
          .isCloseTo(number(row, "mbg_p0_90d"), mbgDigits);
    }
  }

  private static double number(CSVRecord row, String column) {
    return Double.parseDouble(row.get(column));
  }
}
