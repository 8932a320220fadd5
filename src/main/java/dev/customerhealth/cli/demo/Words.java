package dev.customerhealth.cli.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scores in plain English. */
final class Words {

  private static final String CALL = "CALL";

  private Words() {}

  /** Why a customer is at risk, as the end of a sentence that begins with the customer. */
  static String reason(ScoreRecord score) {
    List<String> reasons = new ArrayList<>();
    Double gap = score.gapDays();
    if (gap != null && score.daysSilent() >= gap) {
      reasons.add("buys about %s, but not for %s".formatted(every(gap), days(score.daysSilent())));
    }
    Double drop = score.spendDrop();
    if (drop != null && CALL.equals(score.spendDropSeverity())) {
      reasons.add(
          drop >= 1
              ? "lately returned as much as bought"
              : text("spends %.0f %% less than before", drop * 100));
    }
    return reasons.isEmpty() ? "is less likely to come back" : String.join(" and ", reasons);
  }

  static String every(double gapDays) {
    long rounded = Math.max(1, Math.round(gapDays));
    return rounded == 1 ? "every day" : "every " + days(rounded);
  }

  static String days(long count) {
    return count == 1 ? "1 day" : text("%,d days", count);
  }

  /** With pence when there are any. */
  static String money(@Nullable String currency, @Nullable BigDecimal amount) {
    BigDecimal shown = amount == null ? BigDecimal.ZERO : amount;
    BigDecimal cents = shown.setScale(2, RoundingMode.HALF_EVEN);
    return (currency == null ? "" : currency + " ") + text("%,.2f", cents);
  }

  /** For sums of which nobody wants the pence. */
  static String roundMoney(@Nullable String currency, BigDecimal amount) {
    return (currency == null ? "" : currency + " ")
        + text("%,.0f", amount.setScale(0, RoundingMode.HALF_EVEN));
  }

  static String points(@Nullable Double score) {
    return score == null ? "none" : text("%.1f", score);
  }

  static String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  static String minute(Instant time) {
    return time.toString().substring(0, 16).replace('T', ' ');
  }

  static String share(long part, long whole) {
    return whole == 0 ? "none" : text("%.0f %%", 100.0 * part / whole);
  }

  /** Numbers look the same on every machine. */
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
