package dev.customerhealth.cli;

import dev.customerhealth.codec.EventDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.TypeConversionException;

/** Times as the command line writes them. */
final class Times {

  private static final Instant LATEST = Instant.ofEpochMilli(EventDecoder.LATEST_IN_FILES);

  private Times() {}

  static Instant instant(String text) {
    try {
      Instant time =
          text.matches("-?\\d+")
              ? Instant.ofEpochMilli(Long.parseLong(text))
              : OffsetDateTime.parse(text).toInstant();
      if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
        throw new TypeConversionException("'" + text + "' is not between 1970 and 2100");
      }
      return time;
    } catch (DateTimeException | NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is not a time such as 2011-06-01T00:00:00Z, or epoch milliseconds");
    }
  }
}
