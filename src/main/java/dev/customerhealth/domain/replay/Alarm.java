package dev.customerhealth.domain.replay;

/**
 * The first alarm of one reason in one silence.
 *
 * @param day epoch day in whose morning it is raised: of that day nothing is known
 */
record Alarm(Spell spell, int day) {

  int delayDays() {
    return day - spell.lastDay();
  }

  boolean isRight(int horizonDays) {
    return spell.isSilent(day, horizonDays);
  }
}
