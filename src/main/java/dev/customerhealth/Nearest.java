package dev.customerhealth;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what was meant by a misspelt name. */
final class Nearest {

  private Nearest() {}

  /** The closest of the names, when at most a third of it would have to be changed. */
  static Optional<String> to(String wanted, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String name) -> distance(wanted, name)))
        .filter(name -> 3 * distance(wanted, name) <= name.length());
  }

  /** Levenshtein: letters to insert, delete or replace. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
