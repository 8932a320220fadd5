package dev.customerhealth.domain.replay;

/**
 * How alarms are judged. Days are epoch days.
 *
 * @param fromDay first day of the window: silences that begin in it are candidates
 * @param untilDay day after the window
 * @param endDay day after the last one that the data knows
 * @param scanDays for which each silence is followed; later alarms do not count
 * @param horizonDays an alarm is right when nothing happens for so long after it
 * @param defectionDays silence of at least so many days is a real defection
 */
public record Protocol(
    int fromDay, int untilDay, int endDay, int scanDays, int horizonDays, int defectionDays) {

  /**
   * The latest end of a window in which the outcome of every alarm and of every silence is known.
   */
  public static int latestUntil(int endDay, int scanDays, int horizonDays, int defectionDays) {
    return endDay + 1 - Math.max(scanDays + horizonDays, defectionDays);
  }

  boolean isCandidate(Spell spell) {
    return spell.rhythm().repeats() > 0 && spell.lastDay() >= fromDay && spell.lastDay() < untilDay;
  }
}
