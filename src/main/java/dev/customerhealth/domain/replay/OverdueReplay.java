package dev.customerhealth.domain.replay;

import java.util.ArrayList;
import java.util.List;

/** The candidate silences under the rule of OVERDUE, ready to be asked about many thresholds. */
final class OverdueReplay {

  private final int scanDays;
  private final List<OverdueSpell> spells;
  private final double[] reached;

  OverdueReplay(List<OverdueSpell> spells, int scanDays) {
    this.spells = spells;
    this.scanDays = scanDays;
    this.reached = spells.stream().mapToDouble(this::reached).toArray();
  }

  private double reached(OverdueSpell spell) {
    return spell.thresholdOn(spell.lastMorning(scanEnd(spell)));
  }

  private int scanEnd(OverdueSpell spell) {
    return spell.spell().lastDay() + scanDays;
  }

  List<Alarm> alarms(double threshold) {
    List<Alarm> alarms = new ArrayList<>();
    for (int i = 0; i < reached.length; i++) {
      if (reached[i] >= threshold) {
        OverdueSpell spell = spells.get(i);
        spell.alarm(threshold, scanEnd(spell)).ifPresent(alarms::add);
      }
    }
    return alarms;
  }
}
