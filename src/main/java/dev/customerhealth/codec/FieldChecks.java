package dev.customerhealth.codec;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The range of every field, checked once, at the border. */
final class FieldChecks {

  static final int MAX_CUSTOMER_ID_CHARS = 128;
  static final int MAX_ID_CHARS = 256;
  static final int MAX_TEXT_CHARS = 1000;
  static final int MONEY_SCALE = 4;

  private static final BigDecimal MAX_AMOUNT = new BigDecimal("1e12");
  private static final int MAX_AMOUNT_DIGITS = 13;
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(MONEY_SCALE);
  private static final LocalDate FIRST_DATE = LocalDate.of(1800, 1, 1);
  private static final LocalDate AFTER_LAST_DATE = LocalDate.of(2200, 1, 1);
  private static final long AFTER_LAST_MILLIS =
      Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

  /**
   * What a decoder puts in place of bytes that are no text: two broken ids would become one
   * customer.
   */
  private static final char REPLACEMENT = '\uFFFD';

  private FieldChecks() {}

  static String customerId(String field, String value) throws Rejection {
    return id(RejectReason.INVALID_CUSTOMER_ID, field, value, MAX_CUSTOMER_ID_CHARS);
  }

  static String id(String field, String value) throws Rejection {
    return id(RejectReason.INVALID_ID, field, value, MAX_ID_CHARS);
  }

  static @Nullable String optionalId(String field, @Nullable String value) throws Rejection {
    return value == null || value.isEmpty() ? null : id(field, value);
  }

  private static String id(RejectReason reason, String field, String value, int maxChars)
      throws Rejection {
    if (value.isEmpty() || value.length() > maxChars) {
      throw new Rejection(reason, field + ": " + value.length() + " characters");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isISOControl(c) || c == REPLACEMENT) {
        throw new Rejection(reason, "%s: character U+%04X".formatted(field, (int) c));
      }
    }
    return value;
  }

  /** Empty means absent. */
  static @Nullable String text(String field, @Nullable String value) throws Rejection {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > MAX_TEXT_CHARS) {
      throw new Rejection(
          RejectReason.TEXT_TOO_LONG, field + ": " + value.length() + " characters");
    }
    return value;
  }

  /** Free text has no limit but that of the whole record. */
  static @Nullable String comment(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  static long eventMillis(Instant value, long latestMillis) throws Rejection {
    long millis = value.toEpochMilli();
    if (millis < 0) {
      throw Rejection.of(RejectReason.TIME_BEFORE_1970, "eventTime", value);
    }
    if (millis > latestMillis) {
      throw Rejection.of(RejectReason.TIME_IN_FUTURE, "eventTime", value);
    }
    return millis;
  }

  /** A time that may lie ahead of its event, such as the end of a snooze. */
  static @Nullable Long plannedMillis(String field, @Nullable Instant value) throws Rejection {
    if (value == null) {
      return null;
    }
    long millis = value.toEpochMilli();
    if (millis < 0 || millis >= AFTER_LAST_MILLIS) {
      throw Rejection.of(RejectReason.INVALID_TIME, field, value);
    }
    return millis;
  }

  static @Nullable LocalDate date(String field, @Nullable LocalDate value) throws Rejection {
    if (value != null && (value.isBefore(FIRST_DATE) || !value.isBefore(AFTER_LAST_DATE))) {
      throw Rejection.of(RejectReason.INVALID_TIME, field, value);
    }
    return value;
  }

  /**
   * Rounds half-even to four decimals. Digits are counted before anything is computed with them:
   * rescaling 1e-400000000 would write out all its zeros.
   */
  static BigDecimal scaled(String field, BigDecimal value) throws Rejection {
    long wholeDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0 || wholeDigits < -MONEY_SCALE) {
      return NOTHING;
    }
    if (wholeDigits > MAX_AMOUNT_DIGITS || value.abs().compareTo(MAX_AMOUNT) > 0) {
      // Not quoted: writing out a number of a million digits takes seconds.
      throw new Rejection(
          RejectReason.AMOUNT_OUT_OF_RANGE,
          field + ": " + wholeDigits + " digits before the point");
    }
    return value.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN);
  }

  static @Nullable BigDecimal amount(String field, @Nullable BigDecimal value) throws Rejection {
    return value == null ? null : scaled(field, value);
  }

  static String currency(String field, String value) throws Rejection {
    String code = value.toUpperCase(Locale.ROOT);
    if (code.length() != 3 || !isCapital(code, 0) || !isCapital(code, 1) || !isCapital(code, 2)) {
      throw Rejection.of(RejectReason.INVALID_CURRENCY, field, value);
    }
    return code;
  }

  private static boolean isCapital(String text, int index) {
    return text.charAt(index) >= 'A' && text.charAt(index) <= 'Z';
  }

  static @Nullable String optionalCurrency(String field, @Nullable String value) throws Rejection {
    return value == null || value.isEmpty() ? null : currency(field, value);
  }

  static @Nullable Integer within(String field, @Nullable Integer value, int min, int max)
      throws Rejection {
    if (value != null && (value < min || value > max)) {
      throw Rejection.of(RejectReason.NUMBER_OUT_OF_RANGE, field, value);
    }
    return value;
  }

  static @Nullable Double within(String field, @Nullable Double value, double min, double max)
      throws Rejection {
    finite(field, value);
    if (value != null && (value < min || value > max)) {
      throw Rejection.of(RejectReason.NUMBER_OUT_OF_RANGE, field, value);
    }
    return value;
  }

  static @Nullable Double finite(String field, @Nullable Double value) throws Rejection {
    if (value != null && !Double.isFinite(value)) {
      throw Rejection.of(RejectReason.INVALID_NUMBER, field, value);
    }
    return value;
  }

  /**
   * The fact's own symbol. UNKNOWN is what Avro makes of a symbol that only a newer producer knows.
   */
  static <E extends Enum<E>> E symbol(String field, Enum<?> value, Class<E> type) throws Rejection {
    try {
      return Enum.valueOf(type, value.name());
    } catch (IllegalArgumentException e) {
      throw Rejection.of(RejectReason.UNKNOWN_SYMBOL, field, value.name());
    }
  }

  static <E extends Enum<E>> @Nullable E optionalSymbol(
      String field, @Nullable Enum<?> value, Class<E> type) throws Rejection {
    return value == null ? null : symbol(field, value, type);
  }
}
