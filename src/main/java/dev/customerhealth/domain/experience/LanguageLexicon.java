package dev.customerhealth.domain.experience;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The phrases of one language.
 *
 * @param shorthand by the word as it is typed, what it stands for ("ko": "không")
 * @param operators words that change what a cue near them means
 * @param ratings by phrase, a rating in words ("5 sao": 1), 0 to 1
 * @param cues phrases by the cue that they are
 */
public record LanguageLexicon(
    Map<String, String> shorthand,
    Map<Operator, PhraseList> operators,
    Map<String, Double> ratings,
    Map<CueCode, PhraseList> cues) {

  public static final LanguageLexicon EMPTY =
      new LanguageLexicon(Map.of(), Map.of(), Map.of(), Map.of());

  /** What a word that is no cue does to the cues near it. */
  public enum Operator {
    /** "Not": turns the next cue around. */
    NEGATION,
    /** "Very": the cue beside it counts more. */
    INTENSIFIER,
    /** "A bit": the cue beside it counts less. */
    DIMINISHER,
    /** "But": what stands before it in the sentence counts less. */
    CONTRAST,
    /** Means nothing by itself, and keeps the words in it from being taken for something else. */
    NEUTRAL
  }

  public LanguageLexicon {
    shorthand = Collections.unmodifiableMap(new TreeMap<>(shorthand));
    ratings = Collections.unmodifiableMap(new TreeMap<>(ratings));
    operators = filled(Operator.class, operators);
    cues = filled(CueCode.class, cues);
  }

  /** Both together; where both say something of a shorthand or a rating, the other is right. */
  public LanguageLexicon plus(LanguageLexicon more) {
    return new LanguageLexicon(
        overlaid(shorthand, more.shorthand),
        joined(operators, more.operators),
        overlaid(ratings, more.ratings),
        joined(cues, more.cues));
  }

  /** Without these phrases and shorthands, in whatever meaning. */
  public LanguageLexicon without(Set<String> removed) {
    var keptOperators = new EnumMap<Operator, PhraseList>(Operator.class);
    operators.forEach((key, list) -> keptOperators.put(key, list.without(removed)));
    var keptCues = new EnumMap<CueCode, PhraseList>(CueCode.class);
    cues.forEach((key, list) -> keptCues.put(key, list.without(removed)));
    var keptShorthand = new TreeMap<>(shorthand);
    keptShorthand.keySet().removeAll(removed);
    var keptRatings = new TreeMap<>(ratings);
    keptRatings.keySet().removeAll(removed);
    return new LanguageLexicon(keptShorthand, keptOperators, keptRatings, keptCues);
  }

  /** Phrases that are cues. */
  public int size() {
    return ratings.size() + cues.values().stream().mapToInt(PhraseList::size).sum();
  }

  private static <K extends Enum<K>> Map<K, PhraseList> filled(
      Class<K> type, Map<K, PhraseList> lists) {
    var filled = new EnumMap<K, PhraseList>(type);
    lists.forEach(
        (key, list) -> {
          if (list.size() > 0) {
            filled.put(key, list);
          }
        });
    return Collections.unmodifiableMap(filled);
  }

  private static <K, V> Map<K, V> overlaid(Map<K, V> below, Map<K, V> above) {
    var overlaid = new TreeMap<>(below);
    overlaid.putAll(above);
    return overlaid;
  }

  private static <K extends Enum<K>> Map<K, PhraseList> joined(
      Map<K, PhraseList> some, Map<K, PhraseList> more) {
    var joined = new TreeMap<>(some);
    more.forEach((key, list) -> joined.merge(key, list, PhraseList::plus));
    return joined;
  }
}
