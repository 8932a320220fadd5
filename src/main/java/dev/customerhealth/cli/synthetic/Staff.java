package dev.customerhealth.cli.synthetic;

import java.util.Locale;

/** One of twelve people who serve; most alike, one better and one worse, so that it can be seen. */
record Staff(int number) {

  private static final int ALL = 12;
  private static final int BEST = 3;
  private static final int WORST = 9;
  private static final int NOTICEABLY = 600;

  static Staff any(Chance chance) {
    return new Staff(chance.between(1, ALL));
  }

  String id() {
    return String.format(Locale.ROOT, "staff-%02d", number);
  }

  /** By how many moods an order goes better than usual. */
  int lift(Chance chance) {
    boolean noticeably = chance.perMille(NOTICEABLY);
    return !noticeably ? 0 : number == BEST ? 1 : number == WORST ? -1 : 0;
  }
}
