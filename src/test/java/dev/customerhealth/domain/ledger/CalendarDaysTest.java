package dev.customerhealth.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarDaysTest {

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Z", "Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo"})
  void aDayIsTheLocalDateAndBeginsWithItsFirstInstant(String zone) {
    ZoneId zoneId = ZoneId.of(zone);
    CalendarDays calendar = new CalendarDays(zoneId);
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long time = random.nextLong(4_102_444_800_000L);
      int day = calendar.dayOf(time);
      LocalDate date = Instant.ofEpochMilli(time).atZone(zoneId).toLocalDate();
      assertThat(day).as("%s at %s", zone, time).isEqualTo((int) date.toEpochDay());
      long start = calendar.startOf(day);
      assertThat(start).isLessThanOrEqualTo(time);
      assertThat(calendar.dayOf(start)).isEqualTo(day);
      assertThat(calendar.dayOf(start - 1)).isEqualTo(day - 1);
    }
  }

  @Test
  void berlinHasDaysOfTwentyThreeAndTwentyFiveHours() {
    CalendarDays berlin = new CalendarDays(ZoneId.of("Europe/Berlin"));
    assertThat(hours(berlin, "2024-03-31")).isEqualTo(23);
    assertThat(hours(berlin, "2024-10-27")).isEqualTo(25);
    assertThat(hours(berlin, "2024-10-28")).isEqualTo(24);
  }

  @Test
  void saigonBeginsItsDaySevenHoursBeforeGreenwich() {
    CalendarDays saigon = new CalendarDays(ZoneId.of("Asia/Ho_Chi_Minh"));
    int day = (int) LocalDate.parse("2024-06-02").toEpochDay();
    assertThat(Instant.ofEpochMilli(saigon.startOf(day))).isEqualTo("2024-06-01T17:00:00Z");
    assertThat(saigon.dayOf(Instant.parse("2024-06-01T16:59:59.999Z").toEpochMilli()))
        .isEqualTo(day - 1);
  }

  private static long hours(CalendarDays calendar, String date) {
    int day = (int) LocalDate.parse(date).toEpochDay();
    return (calendar.startOf(day + 1) - calendar.startOf(day)) / 3_600_000;
  }
}
