package dev.customerhealth.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource({
    "1, 10000",
    "0.0001, 1",
    "-12.34, -123400",
    "0.00005, 0",
    "0.00015, 2",
    "0.00025, 2",
    "-0.00015, -2",
    "0.000149999, 1",
    "1E+3, 10000000",
    "99999999999999.9999, 999999999999999999",
  })
  void keepsFourDecimalsAndRoundsHalfToEven(String amount, long ten4) {
    assertThat(Money.fromDecimal(new BigDecimal(amount))).isEqualTo(ten4);
  }

  @Test
  void staysAtTheEndOfTheRangeInsteadOfTurningOver() {
    assertThat(Money.fromDecimal(new BigDecimal("1E+30"))).isEqualTo(Long.MAX_VALUE);
    assertThat(Money.fromDecimal(new BigDecimal("-1E+30"))).isEqualTo(-Long.MAX_VALUE);
    assertThat(Money.plus(Long.MAX_VALUE - 1, 2)).isEqualTo(Long.MAX_VALUE);
    assertThat(Money.plus(Long.MIN_VALUE + 1, -2)).isEqualTo(Long.MIN_VALUE);
    assertThat(Money.plus(Long.MAX_VALUE, -1)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(Money.convert(Long.MAX_VALUE, BigDecimal.TEN)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nineHundredOfTheLargestPurchasesStillFit() {
    long sum = 0;
    for (int i = 0; i < 900; i++) {
      sum = Money.plus(sum, Money.fromDecimal(new BigDecimal("1E+12")));
    }
    assertThat(Money.toDecimal(sum)).isEqualByComparingTo("9E+14");
  }

  @Test
  void convertsExactlyBeforeItRounds() {
    assertThat(Money.convert(123_456_0000L, new BigDecimal("0.000031"))).isEqualTo(3_8271);
    assertThat(Money.convert(10_000, new BigDecimal("0.00005"))).isZero();
    assertThat(Money.toDecimal(-123_400)).isEqualByComparingTo("-12.34");
  }
}
