package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;

/** How long what was heard counts: as long as a purchase, in calendar days. */
record Reach(CalendarDays calendar) {

  boolean holds(long millis, long atMillis) {
    return calendar.dayOf(atMillis) - calendar.dayOf(millis) < Ledger.REACH_DAYS;
  }
}
