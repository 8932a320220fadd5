package dev.customerhealth.domain.experience;

/** A row of stars is a rating written by hand: ⭐⭐, ★★☆☆☆ and 5⭐ are read as "2 ⭐" and "5 ⭐". */
final class Stars {

  static final String STAR = "\u2B50";

  private static final char OUTLINED = '\u2606';
  private static final int MOST = 5;

  private Stars() {}

  static boolean isStar(char c) {
    return isFull(c) || c == OUTLINED;
  }

  private static boolean isFull(char c) {
    return c == '\u2B50' || c == '\u2605';
  }

  /**
   * How many the row says; 0 for a single one, which is an ornament unless a number stands before
   * it.
   */
  static int count(String raw, int begin, int end) {
    int full = (int) raw.substring(begin, end).chars().filter(c -> isFull((char) c)).count();
    boolean outlined = raw.substring(begin, end).indexOf(OUTLINED) >= 0;
    return full > 1 || outlined ? Math.min(MOST, Math.max(1, full)) : 0;
  }

  /** Whether a number stands before the row: it says the count itself. */
  static boolean isNumbered(String raw, int begin) {
    int before = begin - 1;
    while (before >= 0 && raw.charAt(before) == ' ') {
      before--;
    }
    return before >= 0 && Character.isDigit(raw.charAt(before));
  }
}
