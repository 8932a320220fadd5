package dev.customerhealth.domain.experience;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Phrases of one meaning.
 *
 * @param phrases also matched when typed without accents
 * @param accented matched only with their accents, because without them they mean something else
 */
public record PhraseList(Set<String> phrases, Set<String> accented) {

  public static final PhraseList EMPTY = new PhraseList(Set.of(), Set.of());

  public PhraseList {
    phrases = Collections.unmodifiableSet(new TreeSet<>(phrases));
    accented = Collections.unmodifiableSet(new TreeSet<>(accented));
  }

  public int size() {
    return phrases.size() + accented.size();
  }

  PhraseList plus(PhraseList more) {
    return new PhraseList(union(phrases, more.phrases), union(accented, more.accented));
  }

  PhraseList without(Set<String> removed) {
    return new PhraseList(difference(phrases, removed), difference(accented, removed));
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    var all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  private static Set<String> difference(Set<String> some, Set<String> removed) {
    var rest = new TreeSet<>(some);
    rest.removeAll(removed);
    return rest;
  }
}
