package dev.customerhealth.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingDaysTest {

  private static final String LONG_AGO = "1970-01-01T00:00:00Z";

  @ParameterizedTest
  @CsvSource({
    "UTC, 2024-05-06T00:00:00Z, 2024-05-06T23:59:59.999Z",
    "UTC, 2024-05-06T23:59:59.999Z, 2024-05-06T23:59:59.999Z",
    "Asia/Ho_Chi_Minh, 2024-05-06T16:59:59.999Z, 2024-05-06T16:59:59.999Z",
    "Asia/Ho_Chi_Minh, 2024-05-06T17:00:00Z, 2024-05-07T16:59:59.999Z",
    "Europe/Berlin, 2024-03-31T10:00:00Z, 2024-03-31T21:59:59.999Z",
    "Europe/Berlin, 2024-10-27T10:00:00Z, 2024-10-27T22:59:59.999Z",
  })
  void aDayClosesWithItsLastMillisecond(String zone, String time, String closing) {
    assertThat(closing(zone, Long.MAX_VALUE, time, LONG_AGO)).isEqualTo(millis(closing));
  }

  @ParameterizedTest
  @CsvSource({
    "2024-05-06T10:00:00Z, 2024-05-06T23:59:59.999Z",
    "2024-05-06T23:59:59.998Z, 2024-05-06T23:59:59.999Z",
    "2024-05-06T23:59:59.999Z, 2024-05-07T23:59:59.999Z",
    "2024-06-01T00:00:00Z, 2024-06-01T23:59:59.999Z",
  })
  void whatEventTimeHasPassedBelongsToTheDayThatClosesNext(String passed, String closing) {
    assertThat(closing("UTC", Long.MAX_VALUE, "2024-05-06T09:00:00Z", passed))
        .isEqualTo(millis(closing));
  }

  @Test
  void theLastDayClosesWithEventTime() {
    long end = millis("2024-05-06T12:00:00Z");
    assertThat(closing("UTC", end, "2024-05-06T09:00:00Z", LONG_AGO)).isEqualTo(end);
    assertThat(closing("UTC", end, "2024-05-05T09:00:00Z", LONG_AGO))
        .isEqualTo(millis("2024-05-05T23:59:59.999Z"));
  }

  @Test
  void beforeTheFirstWatermarkNothingHasPassed() {
    assertThat(closing("UTC", Long.MAX_VALUE, "2024-05-06T09:00:00Z", Long.MIN_VALUE))
        .isEqualTo(millis("2024-05-06T23:59:59.999Z"));
  }

  @Test
  void daysAfterAreWholeDays() {
    ClosingDays days = new ClosingDays(new CalendarDays(ZoneOffset.UTC), Long.MAX_VALUE);
    assertThat(days.after(millis("2024-05-06T09:00:00Z"), 2))
        .isEqualTo(millis("2024-05-09T00:00:00Z"));
  }

  private static long closing(String zone, long end, String time, String passed) {
    return closing(zone, end, time, millis(passed));
  }

  private static long closing(String zone, long end, String time, long passedMillis) {
    return new ClosingDays(new CalendarDays(ZoneId.of(zone)), end)
        .closing(millis(time), passedMillis);
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }
}
