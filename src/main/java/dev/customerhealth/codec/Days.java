package dev.customerhealth.codec;

import dev.customerhealth.domain.rules.Rules;

/** Windows of days in the rules. */
final class Days {

  private static final int WEEK = 7;

  private Days() {}

  /**
   * Whole weeks, so that a guest who comes every Saturday has the same number of Saturdays in each
   * window.
   */
  static int window(YamlSection section, String key) {
    int days = section.whole(key, WEEK, Rules.REACH_DAYS);
    section.together(days % WEEK == 0, "must be a multiple of 7, is " + days, key);
    return days;
  }
}
