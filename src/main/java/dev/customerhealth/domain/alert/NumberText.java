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
 * @param symbols by currency code; without one the code stands
 * @param currencyLast whether the currency stands behind the amount
 */
record NumberText(String group, String point, boolean currencyLast, Map<String, String> symbols) {

  private static final NumberText VIETNAMESE =
      new NumberText(".", ",", true, Map.of("VND", "đ", "GBP", "£", "USD", "$", "EUR", "€"));
  private static final NumberText ENGLISH =
      new NumberText(",", ".", false, Map.of("GBP", "£", "USD", "$", "EUR", "€"));

  /** More digits would promise more than an estimate holds. */
  private static final MathContext ESTIMATE = new MathContext(2, RoundingMode.HALF_EVEN);

  /**
   * @param language BCP 47 code; one that is not known is written as English
   */
  static NumberText of(String language) {
    return language.equals("vi") || language.startsWith("vi-") ? VIETNAMESE : ENGLISH;
  }

  String whole(double value) {
    return grouped(new BigDecimal(value).setScale(0, RoundingMode.HALF_EVEN).toPlainString());
  }

  /** With one decimal, if it is not zero. */
  String tenth(double value) {
    String tenths = new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    int dot = tenths.indexOf('.');
    String rest = tenths.substring(dot + 1);
    return grouped(tenths.substring(0, dot)) + (rest.equals("0") ? "" : point + rest);
  }

  /**
   * @param ten4 ten-thousandths of the currency, at least 0; two digits of it are kept
   */
  String money(long ten4, String currency) {
    BigDecimal estimate = BigDecimal.valueOf(ten4, 4).round(ESTIMATE);
    String amount = grouped(estimate.setScale(0, RoundingMode.HALF_EVEN).toPlainString());
    String symbol = symbols.getOrDefault(currency, currency);
    if (currencyLast) {
      return amount + " " + symbol;
    }
    return (symbol.equals(currency) ? symbol + " " : symbol) + amount;
  }

  private String grouped(String digits) {
    return digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", group);
  }
}
