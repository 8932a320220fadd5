package dev.customerhealth.codec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * The text of a cell as a value: whether it can be read, not whether it makes sense, which {@link
 * FieldChecks} decides.
 */
final class CellText {

  private static final int MAX_NUMBER_CHARS = 64;
  private static final int MAX_EPOCH_DIGITS = 18;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long SECONDS_PER_DAY = 86_400;

  private CellText() {}

  /** ISO-8601 with an offset or Z, seconds optional; or epoch milliseconds. */
  static long millis(String field, String cell) throws Rejection {
    if (isInteger(cell)) {
      return epochMillis(field, cell);
    }
    try {
      return isPlainUtc(cell)
          ? plainUtcMillis(cell)
          : OffsetDateTime.parse(cell).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw Rejection.of(RejectReason.INVALID_TIME, field, cell);
    }
  }

  private static long epochMillis(String field, String cell) throws Rejection {
    if (cell.length() > MAX_EPOCH_DIGITS) {
      throw Rejection.of(RejectReason.INVALID_TIME, field, cell);
    }
    return Long.parseLong(cell);
  }

  private static boolean isInteger(String cell) {
    int digits = cell.startsWith("-") ? 1 : 0;
    return cell.length() > digits && cell.chars().skip(digits).allMatch(c -> c >= '0' && c <= '9');
  }

  /**
   * The form that nearly every file has, 2011-06-01T12:00:00Z, is read without the parser: it is
   * five times as fast.
   */
  private static boolean isPlainUtc(String cell) {
    String shape = "0000-00-00T00:00:00Z";
    if (cell.length() != shape.length()) {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      char c = cell.charAt(i);
      boolean fits = shape.charAt(i) == '0' ? c >= '0' && c <= '9' : c == shape.charAt(i);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static long plainUtcMillis(String cell) {
    LocalDate day = LocalDate.of(two(cell, 0) * 100 + two(cell, 2), two(cell, 5), two(cell, 8));
    int hour = two(cell, 11);
    int minute = two(cell, 14);
    int second = two(cell, 17);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new DateTimeException("no such time of day");
    }
    long secondOfDay = (hour * 60L + minute) * 60 + second;
    return (day.toEpochDay() * SECONDS_PER_DAY + secondOfDay) * MILLIS_PER_SECOND;
  }

  private static int two(String digits, int at) {
    return (digits.charAt(at) - '0') * 10 + digits.charAt(at + 1) - '0';
  }

  static int epochDay(String field, String cell) throws Rejection {
    try {
      return Math.toIntExact(LocalDate.parse(cell).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw Rejection.of(RejectReason.INVALID_TIME, field, cell);
    }
  }

  static BigDecimal decimal(RejectReason reason, String field, String cell) throws Rejection {
    try {
      if (cell.length() <= MAX_NUMBER_CHARS) {
        return new BigDecimal(cell);
      }
    } catch (NumberFormatException e) {
      // Falls through: NaN and infinities end here too.
    }
    throw Rejection.of(reason, field, cell);
  }

  /** Whole numbers, also written 3.0, as spreadsheets and data frames do for columns with gaps. */
  static int integer(String field, String cell) throws Rejection {
    BigDecimal value = decimal(RejectReason.INVALID_NUMBER, field, cell);
    long wholeDigits = (long) value.precision() - value.scale();
    if (value.signum() == 0) {
      return 0;
    }
    if (wholeDigits > 10) {
      throw Rejection.of(RejectReason.NUMBER_OUT_OF_RANGE, field, cell);
    }
    try {
      // Below one there is no whole number but zero, and 1e-400000000 must not be written out to
      // find that.
      return wholeDigits <= 0 ? fraction(field, cell) : value.intValueExact();
    } catch (ArithmeticException e) {
      boolean whole = value.stripTrailingZeros().scale() <= 0;
      throw Rejection.of(
          whole ? RejectReason.NUMBER_OUT_OF_RANGE : RejectReason.INVALID_NUMBER, field, cell);
    }
  }

  private static int fraction(String field, String cell) throws Rejection {
    throw Rejection.of(RejectReason.INVALID_NUMBER, field, cell);
  }

  /** Decimal digits only: Java would also take 1d, 0x1p3, NaN and Infinity. */
  static double number(String field, String cell) throws Rejection {
    return decimal(RejectReason.INVALID_NUMBER, field, cell).doubleValue();
  }

  static boolean yesNo(String field, String cell) throws Rejection {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw Rejection.of(RejectReason.INVALID_BOOLEAN, field, cell);
    };
  }
}
