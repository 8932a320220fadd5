package dev.customerhealth.cli;

import dev.customerhealth.domain.ledger.CalendarDays;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The instant that divides what is known from what comes, in calendar days.
 *
 * @param at what happens then is not known any more
 */
record Cutoff(Instant at, CalendarDays calendar) {

  long millis() {
    return at.toEpochMilli();
  }

  /** The first day of which nothing is known: the day after that of the last known instant. */
  int day() {
    return calendar.dayOf(millis() - 1) + 1;
  }

  boolean knows(long timeMillis) {
    return timeMillis < millis();
  }

  /** The day of an event; the unknown rest of a day that the cut-off divides is the day after. */
  int dayOf(long timeMillis) {
    int day = calendar.dayOf(timeMillis);
    return knows(timeMillis) ? day : Math.max(day, day());
  }

  /** Of the instant itself, in the calendar's zone. */
  LocalDate date() {
    return LocalDate.ofInstant(at, calendar.zone());
  }
}
