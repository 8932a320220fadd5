package dev.customerhealth.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Events for tests, with only what matters there. */
public final class Facts {

  private Facts() {}

  public static Purchase purchase(String id, long timeMillis, @Nullable String amount) {
    return purchase(id, timeMillis, amount, "GBP", 1, null, null);
  }

  public static Purchase purchase(
      String id,
      long timeMillis,
      @Nullable String amount,
      String currency,
      @Nullable Integer items,
      @Nullable String line,
      @Nullable String reverses) {
    return new Purchase(
        "c",
        timeMillis,
        id,
        amount == null ? null : new BigDecimal(amount),
        currency,
        items,
        line,
        null,
        null,
        null,
        reverses);
  }

  public static Visit visit(String id, long timeMillis, Visit.Kind kind) {
    return new Visit("c", timeMillis, id, kind, null, null, null);
  }

  public static Profile profile(
      long timeMillis,
      @Nullable String segment,
      @Nullable String homeCurrency,
      @Nullable Boolean consentAnalytics) {
    String id = "c/" + timeMillis;
    return new Profile(
        "c",
        timeMillis,
        id,
        segment,
        null,
        null,
        homeCurrency,
        null,
        null,
        null,
        consentAnalytics,
        null);
  }
}
