package dev.customerhealth.domain.replay;

/**
 * The first alarm of one reason in one silence.
 *
 * @param day epoch day on which it is raised
 * @param unknownFrom the first day of which it knows nothing: its own when it is raised in the
 *     morning, the day after when something that happened that day raised it
 */
record Alarm(Spell spell, int day, int unknownFrom) {

  static Alarm inTheMorning(Spell spell, int day) {
    return new Alarm(spell, day, day);
  }

  int delayDays() {
    return day - spell.lastDay();
  }

  boolean isRight(int horizonDays) {
    return spell.isSilent(unknownFrom, horizonDays);
  }
}
