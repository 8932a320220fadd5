package dev.customerhealth.domain.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts as whole ten-thousandths of a currency unit, so that sums are exact and fit a long.
 *
 * <p>A long holds nine hundred purchases of the largest amount that the border lets in (1e12
 * units); beyond that a sum stays at the end of the range instead of turning over.
 */
public final class Money {

  /** Digits behind the decimal point that are kept. */
  public static final int SCALE = 4;

  private Money() {}

  /** Rounds half to even where the amount has more than four decimals. */
  public static long fromDecimal(BigDecimal amount) {
    BigDecimal units = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    if (units.precision() > 18) {
      return amount.signum() * Long.MAX_VALUE;
    }
    return units.unscaledValue().longValueExact();
  }

  public static BigDecimal toDecimal(long ten4) {
    return BigDecimal.valueOf(ten4, SCALE);
  }

  /** The same value in another currency. */
  public static long convert(long ten4, BigDecimal rate) {
    return fromDecimal(toDecimal(ten4).multiply(rate));
  }

  /** Saturating sum. */
  public static long plus(long one, long other) {
    long sum = one + other;
    boolean turnedOver = ((one ^ sum) & (other ^ sum)) < 0;
    return turnedOver ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
