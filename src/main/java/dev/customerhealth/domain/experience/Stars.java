package dev.customerhealth.domain.experience;

/** A row of stars is a rating written by hand: ⭐⭐, ★★☆☆☆, 5⭐. */
final class Stars {

  private static final int MOST = 5;

  private Stars() {}

  static boolean isStar(char c) {
    return isFull(c) || c == '\u2606';
  }

  private static boolean isFull(char c) {
    return c == '\u2B50' || c == '\u2605';
  }

  /**
   * "2⭐" for two; nothing for a single one, which is an ornament unless a number stands before it.
   */
  static String named(String raw, int begin, int end) {
    int full = (int) raw.substring(begin, end).chars().filter(c -> isFull((char) c)).count();
    boolean outlined = raw.substring(begin, end).indexOf('\u2606') >= 0;
    if (full > 1 || outlined) {
      return Math.min(MOST, Math.max(1, full)) + "\u2B50";
    }
    int before = begin - 1;
    while (before >= 0 && raw.charAt(before) == ' ') {
      before--;
    }
    boolean number = before >= 0 && Character.isDigit(raw.charAt(before));
    return number && full == 1 ? raw.charAt(before) + "\u2B50" : "";
  }
}
