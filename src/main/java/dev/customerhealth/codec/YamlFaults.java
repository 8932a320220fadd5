package dev.customerhealth.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a document, each said once, in the order in which it was found: {@code path:
 * what is wrong, what is allowed (line n)}.
 */
final class YamlFaults {

  /** A document that is wrong everywhere is not worth more memory than this. */
  private static final int MOST = 1000;

  private static final int LONGEST_EXCERPT = 60;

  private final Set<String> faults = new LinkedHashSet<>();
  private int beyond;

  void add(YamlPath path, String what) {
    add(path + ": " + what);
  }

  void add(YamlNode node, String what) {
    add(node.path() + ": " + what + " (line " + node.line() + ")");
  }

  private void add(String fault) {
    if (faults.size() < MOST) {
      faults.add(fault);
    } else if (!faults.contains(fault)) {
      beyond++;
    }
  }

  boolean isEmpty() {
    return faults.isEmpty();
  }

  List<String> list() {
    var all = new ArrayList<>(faults);
    if (beyond > 0) {
      all.add("document: and " + beyond + " more");
    }
    return List.copyOf(all);
  }

  /** A text of unknown length and content, made fit for a message. */
  static String excerpt(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= LONGEST_EXCERPT ? clean : clean.substring(0, LONGEST_EXCERPT) + "...";
  }
}
