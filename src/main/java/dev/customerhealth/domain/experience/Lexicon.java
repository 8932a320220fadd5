package dev.customerhealth.domain.experience;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Phrases by language.
 *
 * @param languages by ISO 639 code such as vi; {@link #ANY} holds what all languages share, such as
 *     emoji
 */
public record Lexicon(Map<String, LanguageLexicon> languages) {

  /** The key of what every language shares. */
  public static final String ANY = "any";

  public static final Lexicon EMPTY = new Lexicon(Map.of());

  public Lexicon {
    languages = Collections.unmodifiableMap(new TreeMap<>(languages));
  }

  /** Both together. */
  public Lexicon plus(Lexicon more) {
    var all = new TreeMap<>(languages);
    more.languages.forEach((code, language) -> all.merge(code, language, LanguageLexicon::plus));
    return new Lexicon(all);
  }

  /**
   * Whether anything is left of a phrase to look for, once case, accents and punctuation are off.
   */
  public static boolean isFindable(String phrase) {
    return !FoldedText.of(phrase).text().isBlank();
  }

  LanguageLexicon language(String code) {
    return languages.getOrDefault(code, LanguageLexicon.EMPTY);
  }
}
