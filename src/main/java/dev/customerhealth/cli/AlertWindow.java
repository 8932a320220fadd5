package dev.customerhealth.cli;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.replay.Protocol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** The days of a replay, in the rules' calendar. */
record AlertWindow(Protocol protocol, CalendarDays calendar) {

  boolean isEmpty() {
    return protocol.fromDay() >= protocol.untilDay();
  }

  LocalDate date(int day) {
    return LocalDate.ofEpochDay(day);
  }

  /** Segments, and fitted parameters, are those known at its beginning. */
  Cutoff start() {
    return new Cutoff(Instant.ofEpochMilli(calendar.startOf(protocol.fromDay())), calendar);
  }

  Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("from", date(protocol.fromDay()).toString());
    json.put("until", date(protocol.untilDay()).toString());
    json.put("scanDays", protocol.scanDays());
    json.put("horizonDays", protocol.horizonDays());
    json.put("defectionDays", protocol.defectionDays());
    return json;
  }
}
