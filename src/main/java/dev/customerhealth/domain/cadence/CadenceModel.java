package dev.customerhealth.domain.cadence;

import java.util.List;
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

  /**
   * Fitted on Online Retail II, a gift wholesaler, before 2011-06-01; what a segment uses until it
   * is fitted itself.
   */
  public static final CadenceModel SHIPPED =
      new CadenceModel(
          new NbdParams(0.6809, 9.4333, 0.1527, 3.2824),
          new NbdParams(0.7329, 9.9267, 0.2094, 5.5440),
          new MixParams(
              new NbdParams(0.8189, 9.3966, 0.3102, 3.4633),
              List.of(0.420, 0.473, 0.033, 0.069, 0.005)),
          30);

  /** One customer under this model. */
  public CustomerCadence of(Rhythm rhythm) {
    return new CustomerCadence(this, rhythm);
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
