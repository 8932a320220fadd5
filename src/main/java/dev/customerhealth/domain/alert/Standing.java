package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert stands, and how it came there.
 *
 * @param revision counts the records of the alert, from 1
 * @param cause what moved it: an event or action ({@code type/id}), TIME, LATE_DATA or RULES
 * @param atMillis when this was decided, epoch milliseconds
 * @param dueMillis by when somebody should have acted; null: nobody is asked to
 * @param closedMillis when it ended, LOST included; null while it lives
 * @param snoozedUntilMillis null unless SNOOZED
 */
public record Standing(
    long revision,
    AlertStatus status,
    @Nullable AlertStatus previousStatus,
    String cause,
    long atMillis,
    Severity severity,
    @Nullable Resolution resolution,
    @Nullable Long dueMillis,
    @Nullable Long closedMillis,
    @Nullable Long snoozedUntilMillis) {

  public static final String TIME = "TIME";
  public static final String LATE_DATA = "LATE_DATA";
  public static final String RULES = "RULES";

  private static final String BY_PERSON = EventType.ACTION.plural() + '/';

  /** See {@link Alert#isTakenUp}. What only comes again was not opened by a person. */
  boolean isTakenUp() {
    boolean isReopened =
        previousStatus != null && previousStatus.isEnded() && cause.startsWith(BY_PERSON);
    return isReopened || isWithPerson(status) || isWithPerson(previousStatus);
  }

  private static boolean isWithPerson(@Nullable AlertStatus status) {
    return status == AlertStatus.ACKNOWLEDGED || status == AlertStatus.SNOOZED;
  }

  static Standing opened(Severity severity, String cause, long atMillis, @Nullable Long dueMillis) {
    return new Standing(
        1, AlertStatus.OPEN, null, cause, atMillis, severity, null, dueMillis, null, null);
  }

  /** Still waiting to be worked on, or being worked on. */
  Standing live(
      AlertStatus next, String why, long now, Severity severity, @Nullable Long dueMillis) {
    return new Standing(
        revision + 1, next, status, why, now, severity, null, dueMillis, null, null);
  }

  Standing snoozed(String why, long now, long untilMillis) {
    return new Standing(
        revision + 1,
        AlertStatus.SNOOZED,
        status,
        why,
        now,
        severity,
        null,
        dueMillis,
        null,
        untilMillis);
  }

  /**
   * A WATCH, by other rules: nobody is asked to act, whoever put it off is reminded all the same.
   */
  Standing eased(AlertStatus next, long now) {
    return new Standing(
        revision + 1,
        next,
        status,
        RULES,
        now,
        Severity.WATCH,
        null,
        null,
        null,
        snoozedUntilMillis);
  }

  /** The same again: something else about the alert changed. */
  Standing unmoved(String why, long now) {
    return new Standing(
        revision + 1,
        status,
        status,
        why,
        now,
        severity,
        resolution,
        dueMillis,
        closedMillis,
        snoozedUntilMillis);
  }

  Standing ended(AlertStatus next, @Nullable Resolution how, String why, long now) {
    return new Standing(revision + 1, next, status, why, now, severity, how, null, now, null);
  }

  /** The same as of another instant. */
  Standing decidedAt(String why, long now) {
    return new Standing(
        revision,
        status,
        previousStatus,
        why,
        now,
        severity,
        resolution,
        dueMillis,
        closedMillis,
        snoozedUntilMillis);
  }

  Standing dueBy(long millis) {
    return new Standing(
        revision,
        status,
        previousStatus,
        cause,
        atMillis,
        severity,
        resolution,
        millis,
        closedMillis,
        snoozedUntilMillis);
  }

  /** Without what only the record itself says: where it came from, and why. */
  Standing kept() {
    return new Standing(
        revision,
        status,
        null,
        "",
        atMillis,
        severity,
        resolution,
        dueMillis,
        closedMillis,
        snoozedUntilMillis);
  }

  /** With another place among the published records. */
  Standing published(long number, AlertStatus shown, @Nullable AlertStatus before) {
    return new Standing(
        number,
        shown,
        before,
        cause,
        atMillis,
        severity,
        resolution,
        dueMillis,
        closedMillis,
        snoozedUntilMillis);
  }
}
