package dev.customerhealth.domain.experience;

import com.hankcs.algorithm.AhoCorasickDoubleArrayTrie;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Finds all phrases in one pass (Aho-Corasick) and settles which of those that overlap count. */
final class PhraseFinder {

  /** The longest first, then the first; a cue before an operator of the same letters. */
  private static final Comparator<Found> LONGEST_THEN_FIRST =
      Comparator.comparingInt((Found found) -> found.begin - found.end)
          .thenComparingInt(Found::begin)
          .thenComparingInt(Found::number);

  private final AhoCorasickDoubleArrayTrie<List<Numbered>> trie =
      new AhoCorasickDoubleArrayTrie<>();
  private final boolean empty;

  /**
   * A phrase in a folded text.
   *
   * @param number of the phrase in the order of the lexicon
   */
  record Found(int begin, int end, Phrase phrase, int number) {}

  private record Numbered(int number, Phrase phrase) {}

  PhraseFinder(Collection<Phrase> phrases) {
    var byKey = new TreeMap<String, List<Numbered>>();
    int number = 0;
    for (Phrase phrase : phrases) {
      String key = phrase.key();
      if (!key.isEmpty()) {
        byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(new Numbered(number++, phrase));
      }
    }
    empty = byKey.isEmpty();
    if (!empty) {
      trie.build(byKey);
    }
  }

  /** Those that count, in the order of the text. */
  List<Found> find(FoldedText text) {
    var candidates = new ArrayList<Found>();
    if (!empty) {
      trie.parseText(
          text.text(),
          (begin, end, phrases) -> {
            if (text.isSpace(begin - 1) && text.isSpace(end)) {
              addSpelled(text, begin, end, phrases, candidates);
            }
          });
    }
    candidates.sort(LONGEST_THEN_FIRST);
    var taken = new BitSet(text.size());
    var counted = new ArrayList<Found>();
    for (Found found : candidates) {
      int next = taken.nextSetBit(found.begin);
      if (next < 0 || next >= found.end) {
        taken.set(found.begin, found.end);
        counted.add(found);
      }
    }
    counted.sort(Comparator.comparingInt(Found::begin));
    return counted;
  }

  private static void addSpelled(
      FoldedText text, int begin, int end, List<Numbered> phrases, List<Found> candidates) {
    for (Numbered numbered : phrases) {
      Phrase phrase = numbered.phrase;
      if (text.spells(phrase.folded(), begin, phrase.accentsNeeded(), phrase.doublesAreLong())) {
        candidates.add(new Found(begin, end, phrase, numbered.number));
        return;
      }
    }
  }
}
