package dev.customerhealth.codec;

import java.util.Locale;

/** How many letters differ between what was written and what was meant. */
final class EditDistance {

  private EditDistance() {}

  /**
   * Levenshtein's distance, upper and lower case alike; time and space grow with the product and
   * sum of the lengths.
   */
  static int between(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      next(row, a.charAt(i - 1), b);
    }
    return row[b.length()];
  }

  /**
   * Turns the distances of a prefix to all prefixes of b into those of the prefix that is longer by
   * one letter.
   */
  private static void next(int[] row, char letter, String b) {
    int diagonal = row[0]++;
    for (int j = 1; j < row.length; j++) {
      int swapped = diagonal + (letter == b.charAt(j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(swapped, Math.min(row[j], row[j - 1]) + 1);
    }
  }
}
