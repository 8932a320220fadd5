package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.customer.Signalled.Rated;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import java.util.List;

/**
 * What a piece of feedback or an observation says of the service. Cases are told of as complaints,
 * and a silence as itself: their levels are not counted here once more.
 */
final class ExperienceSignals {

  private ExperienceSignals() {}

  static void tell(SignalTurn turn, Heard heard) {
    Level level = heard.level();
    if (level != null) {
      tellLevel(turn, heard, level);
    }
    if (heard.praises()) {
      turn.tell(SignalKind.PRAISE, turn.fact("praise"));
      turn.told.letDown = false;
      turn.told.fell = false;
    }
    if (heard.has(CueCode.COMPETITOR_MENTIONED)) {
      turn.tell(SignalKind.COMPETITOR, turn.fact("competitor"));
      turn.told.hurt(turn.occurredMillis());
    }
  }

  private static void tellLevel(SignalTurn turn, Heard heard, Level level) {
    Signalled told = turn.told;
    insert(told.levels, new Rated(turn.occurredMillis(), level));
    boolean falls = falls(told.levels);
    if (heard.isPoor()) {
      turn.tell(SignalKind.POOR_SERVICE, turn.number("level", level.number()));
      told.letDown = true;
      told.hurt(turn.occurredMillis());
    }
    if (falls && !told.fell) {
      turn.tell(
          SignalKind.LEVEL_FELL,
          turn.number("level", told.levels.get(2).level().number()),
          turn.number("levelBefore", told.levels.get(1).level().number()),
          turn.number("levelBeforeThat", told.levels.get(0).level().number()));
      told.fell = true;
    } else if (level.isSuccess() && isMadeGood(turn, falls)) {
      turn.tell(SignalKind.GOOD_SERVICE, turn.number("level", level.number()));
      told.letDown = false;
      told.fell = false;
    }
  }

  /** A good experience from before the bad ones makes good only a fall that it interrupts. */
  private static boolean isMadeGood(SignalTurn turn, boolean falls) {
    Signalled told = turn.told;
    Rated newest = told.levels.get(told.levels.size() - 1);
    boolean isNewest = turn.occurredMillis() >= newest.timeMillis();
    return (told.letDown && isNewest) || (told.fell && (isNewest || !falls));
  }

  private static void insert(List<Rated> levels, Rated rated) {
    int place = levels.size();
    while (place > 0 && levels.get(place - 1).timeMillis() > rated.timeMillis()) {
      place--;
    }
    levels.add(place, rated);
    if (levels.size() > Signalled.LEVELS) {
      levels.remove(0);
    }
  }

  private static boolean falls(List<Rated> levels) {
    for (int i = 1; i < levels.size(); i++) {
      if (levels.get(i).level().compareTo(levels.get(i - 1).level()) >= 0) {
        return false;
      }
    }
    return levels.size() == Signalled.LEVELS;
  }
}
