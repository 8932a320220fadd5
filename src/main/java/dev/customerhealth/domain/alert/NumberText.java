package dev.customerhealth.domain.alert;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;

/**
 * Numbers as people of a language write them. By hand: the locale data of Java differ between its
 * versions, and a replay must give the same bytes.
 *
 * @param group between thousands
 * @param point before decimals
 * @param currencyLast whether the currency stands behind the amount
 */
record NumberText(String group, String point, boolean currencyLast) {

  private static final NumberText VIETNAMESE = new NumberText(".", ",", true);
  private static final NumberText ENGLISH = new NumberText(",", ".", false);

  private static final Map<String, String> SYMBOLS =
      Map.of("VND", "đ", "GBP", "£", "USD", "$", "EUR", "€", "JPY", "¥");

  /** More digits would promise more than an estimate holds. */
  private static final MathContext ESTIMATE = new MathContext(2, RoundingMode.HALF_EVEN);

  /**
   * @param language BCP 47 code; one that is not known is written as English
   */
  static NumberText of(String language) {
    return language.equals("vi") || language.startsWith("vi-") ? VIETNAMESE : ENGLISH;
  }

  String whole(double value) {
    return grouped(new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN));
  }

  /** With one decimal, if it is not zero. */
  String tenth(double value) {
    BigDecimal tenths = new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN);
    BigDecimal units = tenths.setScale(0, RoundingMode.DOWN);
    BigDecimal rest = tenths.subtract(units).abs().movePointRight(1);
    boolean even = rest.signum() == 0;
    return even ? grouped(units) : grouped(units) + point + rest.toBigInteger();
  }

  /**
   * @param ten4 ten-thousandths of the currency, at least 0; two digits of it are kept
   */
  String money(long ten4, String currency) {
    String amount = grouped(BigDecimal.valueOf(ten4, 4).round(ESTIMATE));
    String symbol = SYMBOLS.getOrDefault(currency, currency);
    if (currencyLast) {
      return amount + " " + symbol;
    }
    return (symbol.equals(currency) ? symbol + " " : symbol) + amount;
  }

  private String grouped(BigDecimal value) {
    String digits = value.setScale(0, RoundingMode.HALF_EVEN).toBigInteger().toString();
    return digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", group);
  }
}
