package dev.customerhealth.domain.cadence;

import java.util.OptionalInt;

/**
 * One customer's rhythm under one model, ready to be asked about many days: what does not depend on
 * the day is computed once. Needs at least one occurrence. A day before the last occurrence is read
 * as that occurrence's day. Not for several threads.
 */
public final class CustomerCadence {

  /** A later crossing is never looked for: by then the state of the customer is gone. */
  public static final int MAX_SILENT_DAYS = 1095;

  private final Rhythm rhythm;
  private final Habit habit;

  CustomerCadence(Rhythm rhythm, Habit habit) {
    this.rhythm = rhythm;
    this.habit = habit;
  }

  /** P(still a customer) on that day; for analysts, never shown in text. */
  public double pAlive(int day) {
    return habit.pAlive(rhythm.silentDays(day));
  }

  /** P(no occurrence in the next days), as known on that day. */
  public double silenceRisk(int day, double horizonDays) {
    return habit.silenceRisk(rhythm.silentDays(day), horizonDays);
  }

  /** {@link #silenceRisk} over the customer's own horizon. */
  public double ownSilenceRisk(int day) {
    return silenceRisk(day, ownHorizonDays());
  }

  /** The customer's usual days between two occurrences, shrunk towards the typical gap. */
  public double gapDays() {
    return habit.gapDays();
  }

  /** Two own gaps, 30 to 365 days. */
  public double ownHorizonDays() {
    return habit.ownHorizonDays();
  }

  /**
   * The first day on which the customer has been silent for at least one own gap: no alarm before
   * it.
   */
  public int gateDay() {
    return rhythm.lastDay() + habit.gate();
  }

  /**
   * The first day from the gate on with both risks at their thresholds; empty if none within {@link
   * #MAX_SILENT_DAYS}.
   */
  public OptionalInt firstDayAtRisk(
      double horizonDays, double silenceThreshold, double ownThreshold) {
    return firstDayAtRisk(
        horizonDays, silenceThreshold, ownThreshold, rhythm.lastDay() + MAX_SILENT_DAYS);
  }

  /** The same, looked for no further than untilDay, included. */
  public OptionalInt firstDayAtRisk(
      double horizonDays, double silenceThreshold, double ownThreshold, int untilDay) {
    int until = untilDay - rhythm.lastDay();
    return day(habit.firstAtRisk(horizonDays, silenceThreshold, ownThreshold, until));
  }

  /**
   * The smallest day from fromDay to untilDay, both included, with ownSilenceRisk at the threshold.
   * Before the gate the risk may fall first, so each day is looked at; after it the risk rises.
   */
  public OptionalInt firstDayOwnRiskAtLeast(double threshold, int fromDay, int untilDay) {
    int gate = Math.max(fromDay, gateDay());
    for (int day = fromDay; day < gate && day <= untilDay; day++) {
      if (ownSilenceRisk(day) >= threshold) {
        return OptionalInt.of(day);
      }
    }
    int last = rhythm.lastDay();
    return day(
        habit.firstFrom(
            gate - last, untilDay - last, silent -> ownSilenceRisk(last + silent) - threshold));
  }

  /** From days of silence to days. */
  private OptionalInt day(OptionalInt silent) {
    return silent.isEmpty() ? silent : OptionalInt.of(rhythm.lastDay() + silent.getAsInt());
  }
}
