package dev.customerhealth.domain.cadence;

import java.util.OptionalInt;

/**
 * The fitted purchase rhythm of a segment, and what it says about a customer. Every method needs a
 * rhythm with at least one occurrence; who asks about many days of one customer takes {@link #of}
 * once.
 *
 * @param bg BG/NBD, for customers with a repeat purchase
 * @param mbg MBG/NBD, for one-time buyers
 * @param mix MIX-k, averaged with BG/NBD on the logit scale
 * @param typicalGapDays pooled median gap between two purchase days of a customer, in days
 */
public record CadenceModel(NbdParams bg, NbdParams mbg, MixParams mix, double typicalGapDays) {

  /** One customer under this model. */
  public CustomerCadence of(Rhythm rhythm) {
    return new CustomerCadence(rhythm, new Habit(this, rhythm));
  }

  /** See {@link CustomerCadence#pAlive}. */
  public double pAlive(Rhythm rhythm, int day) {
    return of(rhythm).pAlive(day);
  }

  /** See {@link CustomerCadence#silenceRisk}. */
  public double silenceRisk(Rhythm rhythm, int day, double horizonDays) {
    return of(rhythm).silenceRisk(day, horizonDays);
  }

  /** See {@link CustomerCadence#ownSilenceRisk}. */
  public double ownSilenceRisk(Rhythm rhythm, int day) {
    return of(rhythm).ownSilenceRisk(day);
  }

  /** See {@link CustomerCadence#gapDays}. */
  public double gapDays(Rhythm rhythm) {
    return of(rhythm).gapDays();
  }

  /** See {@link CustomerCadence#ownHorizonDays}. */
  public double ownHorizonDays(Rhythm rhythm) {
    return of(rhythm).ownHorizonDays();
  }

  /** See {@link CustomerCadence#gateDay}. */
  public int gateDay(Rhythm rhythm) {
    return of(rhythm).gateDay();
  }

  /** See {@link CustomerCadence#firstDayAtRisk}. */
  public OptionalInt firstDayAtRisk(
      Rhythm rhythm, double horizonDays, double silenceThreshold, double ownThreshold) {
    return of(rhythm).firstDayAtRisk(horizonDays, silenceThreshold, ownThreshold);
  }

  /** See {@link CustomerCadence#firstDayOwnRiskAtLeast}. */
  public OptionalInt firstDayOwnRiskAtLeast(
      Rhythm rhythm, double threshold, int fromDay, int untilDay) {
    return of(rhythm).firstDayOwnRiskAtLeast(threshold, fromDay, untilDay);
  }
}
