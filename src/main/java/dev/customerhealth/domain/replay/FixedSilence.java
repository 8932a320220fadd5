package dev.customerhealth.domain.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * The rule to beat: an alarm on the n-th silent day, the same n for everybody. For a given rate of
 * alarms the n is taken that comes nearest to it (the smaller of two); nothing is interpolated.
 *
 * <p>A fixed rule within the scan raises at least as many alarms as there are silences as long as
 * the scan. To compare with rules that raise fewer, longer silences are looked at as well, each
 * among the candidates old enough for its outcome to be known.
 */
public final class FixedSilence {

  /** Below this share of the candidates with a known outcome a figure would be chance. */
  private static final double MIN_KNOWN_SHARE = 0.2;

  private final List<Match> rules = new ArrayList<>();

  /**
   * @param figures among the candidates whose outcome is known
   */
  public record Match(int silentDays, AlarmFigures figures) {}

  FixedSilence(List<Spell> candidates, Protocol protocol) {
    for (int days = 1; ; days++) {
      int latest = protocol.endDay() - protocol.horizonDays() - days;
      List<Spell> known = candidates.stream().filter(spell -> spell.lastDay() <= latest).toList();
      if (known.isEmpty() || known.size() < MIN_KNOWN_SHARE * candidates.size()) {
        return;
      }
      rules.add(new Match(days, AlarmFigures.of(known, alarms(known, days), protocol)));
    }
  }

  private static List<Alarm> alarms(List<Spell> spells, int days) {
    return spells.stream()
        .filter(spell -> spell.holdsOn(spell.lastDay() + days))
        .map(spell -> new Alarm(spell, spell.lastDay() + days))
        .toList();
  }

  /**
   * @param per100Purchases alarms that the rule should raise
   * @param maxDays of silence
   */
  Match nearest(double per100Purchases, int maxDays) {
    Match best = rules.get(0);
    for (Match rule : rules.subList(0, Math.min(maxDays, rules.size()))) {
      if (distance(rule, per100Purchases) < distance(best, per100Purchases)) {
        best = rule;
      }
    }
    return best;
  }

  /** The rule that waits for so many days, or for as many of them as the data can judge. */
  Match after(int silentDays) {
    return rules.get(Math.min(Math.max(silentDays, 1), rules.size()) - 1);
  }

  private static double distance(Match rule, double per100Purchases) {
    return Math.abs(rule.figures().per100Purchases() - per100Purchases);
  }
}
