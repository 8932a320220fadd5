package dev.customerhealth.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.TypeConversionException;

/** Times as the command line writes them. */
final class Times {

  private Times() {}

  static Instant instant(String text) {
    try {
      return text.matches("-?\\d+")
          ? Instant.ofEpochMilli(Long.parseLong(text))
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 2011-06-01T00:00:00Z, or epoch milliseconds");
    }
  }
}
