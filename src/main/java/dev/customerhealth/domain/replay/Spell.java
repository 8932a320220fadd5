package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.cadence.Rhythm;

/**
 * The silence after one occurrence. Days are epoch days.
 *
 * @param rhythm of all occurrences up to and with the one that it follows
 * @param nextDay of the next occurrence; {@link #NEVER} when the data knows none
 * @param value what the customer used to spend over the segment's horizon, as of the last
 *     occurrence, in the reporting currency; 0 when unknown
 */
public record Spell(Rhythm rhythm, int nextDay, double value) {

  /** Half of the range, so that days can be added to it. */
  public static final int NEVER = Integer.MAX_VALUE / 2;

  public int lastDay() {
    return rhythm.lastDay();
  }

  /**
   * Whether it still holds in the morning of the day: who comes on that day was silent till then.
   */
  boolean holdsOn(int day) {
    return day > lastDay() && day <= nextDay;
  }

  /** Whether nothing happens in [fromDay, fromDay + days). */
  boolean isSilent(int fromDay, int days) {
    return nextDay >= fromDay + days;
  }

  boolean lasts(int days) {
    return nextDay - lastDay() >= days;
  }
}
