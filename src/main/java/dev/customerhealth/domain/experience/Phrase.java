package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.experience.LanguageLexicon.Operator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a lexicon, ready to be looked for.
 *
 * @param code null for an operator
 * @param operator null for a cue
 * @param rating 0 to 1 for a rating in words; else null
 * @param accentsNeeded whether it means something else when typed without accents
 * @param doublesAreLong whether no word of the language doubles letters, so that a doubled one is
 *     drawn out
 */
record Phrase(
    String text,
    FoldedText folded,
    @Nullable CueCode code,
    @Nullable Operator operator,
    @Nullable Double rating,
    boolean accentsNeeded,
    boolean doublesAreLong) {

  static List<Phrase> of(String languageCode, LanguageLexicon language) {
    boolean vietnamese = languageCode.equals("vi");
    var phrases = new ArrayList<Phrase>();
    language.cues().forEach((code, list) -> phrases.addAll(of(list, code, null, vietnamese)));
    language
        .operators()
        .forEach((operator, list) -> phrases.addAll(of(list, null, operator, vietnamese)));
    language
        .ratings()
        .forEach(
            (text, rating) ->
                phrases.add(
                    new Phrase(
                        text,
                        FoldedText.of(text),
                        CueCode.RATING,
                        null,
                        rating,
                        false,
                        vietnamese)));
    return phrases;
  }

  private static List<Phrase> of(
      PhraseList list, @Nullable CueCode code, @Nullable Operator operator, boolean doubles) {
    var phrases = new ArrayList<Phrase>();
    for (String text : list.phrases()) {
      phrases.add(new Phrase(text, FoldedText.of(text), code, operator, null, false, doubles));
    }
    for (String text : list.accented()) {
      phrases.add(new Phrase(text, FoldedText.of(text), code, operator, null, true, doubles));
    }
    return phrases;
  }

  /** The letters to look for. */
  String key() {
    return folded.text().strip();
  }
}
