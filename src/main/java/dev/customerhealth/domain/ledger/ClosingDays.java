package dev.customerhealth.domain.ledger;

/**
 * Calendar days as windows of event time: a day closes with its last millisecond, the last one with
 * event time itself.
 *
 * @param endMillis the last instant of event time; {@code Long.MAX_VALUE} for an endless stream
 */
public record ClosingDays(CalendarDays days, long endMillis) {

  /**
   * The instant at which the day closes that something belongs to: its own day, or the one that
   * closes next if event time has passed it.
   *
   * @param passedMillis up to which event time has passed
   */
  public long closing(long timeMillis, long passedMillis) {
    long at = Math.max(timeMillis, passedMillis + 1);
    return Math.min(days.startOf(days.dayOf(at) + 1) - 1, endMillis);
  }

  /** The first instant of the day of an instant. */
  public long opening(long timeMillis) {
    return days.startOf(days.dayOf(timeMillis));
  }

  /** The first instant after a number of whole days that follow the day of an instant. */
  public long after(long timeMillis, int wholeDays) {
    return days.startOf(days.dayOf(timeMillis) + wholeDays + 1);
  }
}
