package dev.customerhealth.cli;

import dev.customerhealth.codec.EventDecoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.flink.util.TimeUtils;
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

  /** As the options of the job are written. */
  static Duration duration(String text) {
    try {
      return TimeUtils.parseDuration(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is not a time such as 10s, 500ms or 1m");
    }
  }
}
