package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.rules.SegmentRules;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One silence under the rule of OVERDUE: gate open, silenceRisk at a threshold, ownSilenceRisk at
 * its own. From the gate on both risks rise, so the risk on the last silent day tells whether a
 * threshold is ever reached, and bisection tells when.
 */
final class OverdueSpell {

  /** Stands for a silence that no threshold alarms. */
  private static final double NO_RISK = -1;

  private final Spell spell;
  private final CustomerCadence cadence;
  private final int horizonDays;
  private final double ownRisk;

  /**
   * @param ownRisk see {@link dev.customerhealth.domain.rules.OverdueRules}; 0: leaves the
   *     condition out
   */
  OverdueSpell(Spell spell, SegmentRules segment, double ownRisk) {
    this.spell = spell;
    this.cadence = segment.cadence().of(spell.rhythm());
    this.horizonDays = segment.horizonDays();
    this.ownRisk = ownRisk;
  }

  Spell spell() {
    return spell;
  }

  /** The highest threshold at which an alarm stands on that day; below all of them if none does. */
  double thresholdOn(int day) {
    boolean open = spell.holdsOn(day) && day >= cadence.gateDay();
    boolean alarming = open && (ownRisk <= 0 || cadence.ownSilenceRisk(day) >= ownRisk);
    return alarming ? cadence.silenceRisk(day, horizonDays) : NO_RISK;
  }

  /** The last morning of the silence, or of those looked at. */
  int lastMorning(int untilDay) {
    return Math.min(spell.nextDay(), untilDay);
  }

  Optional<Alarm> alarm(double threshold, int untilDay) {
    OptionalInt day =
        cadence.firstDayAtRisk(horizonDays, threshold, ownRisk, lastMorning(untilDay));
    return day.isEmpty() ? Optional.empty() : Optional.of(new Alarm(spell, day.getAsInt()));
  }
}
