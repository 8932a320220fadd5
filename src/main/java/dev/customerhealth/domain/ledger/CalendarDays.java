package dev.customerhealth.domain.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Calendar days of one zone, as epoch days. */
public record CalendarDays(ZoneId zone) {

  public static final long MILLIS_PER_DAY = 86_400_000L;

  /** The calendar day of an instant. */
  public int dayOf(long timeMillis) {
    if (zone.equals(ZoneOffset.UTC)) {
      return (int) Math.floorDiv(timeMillis, MILLIS_PER_DAY);
    }
    return (int) Instant.ofEpochMilli(timeMillis).atZone(zone).toLocalDate().toEpochDay();
  }

  /** The first instant of a day. */
  public long startOf(int day) {
    if (zone.equals(ZoneOffset.UTC)) {
      return day * MILLIS_PER_DAY;
    }
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
