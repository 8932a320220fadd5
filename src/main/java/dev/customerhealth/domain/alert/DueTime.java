package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** By when somebody should have acted. */
final class DueTime {

  private static final long HOUR_MILLIS = 3_600_000L;

  private DueTime() {}

  /** Of a call that somebody is asked for at an instant, as {@link #after}. */
  static long of(Alert call, long nowMillis, Rules rules) {
    int hours = rules.segment(call.facts().segment()).response(call.key().reason()).dueHours();
    return after(nowMillis, hours, rules.alerts().closingHour(), rules.calendarZone());
  }

  /**
   * The first closing hour that leaves at least so many hours: "by 17:00 tomorrow" can be promised,
   * "by 3:12 at night" cannot.
   *
   * @param closingHour 1 to 24
   */
  static long after(long millis, int hours, int closingHour, ZoneId zone) {
    long earliest = millis + hours * HOUR_MILLIS;
    LocalDate day = Instant.ofEpochMilli(earliest).atZone(zone).toLocalDate();
    long closing = closing(day, closingHour, zone);
    return closing >= earliest ? closing : closing(day.plusDays(1), closingHour, zone);
  }

  private static long closing(LocalDate day, int hour, ZoneId zone) {
    return day.atStartOfDay().plusHours(hour).atZone(zone).toInstant().toEpochMilli();
  }
}
