package dev.customerhealth.codec;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** ISO 4217 codes. */
final class CurrencyCode {

  static final String ALLOWED = "an ISO 4217 currency code such as VND";

  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private CurrencyCode() {}

  static boolean isKnown(String code) {
    return CODES.contains(code);
  }

  static String read(YamlSection section, String key) {
    return section.parsed(key, ALLOWED, "", text -> isKnown(text) ? text : null);
  }
}
