package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.TextRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The cues in a free text. A text whose language is told is read with that language's phrases and
 * those of {@link Lexicon#ANY}; with all of them when the language is not known, or nothing was
 * found that way. Costs a few milliseconds to make: keep it as long as the rules.
 */
public final class TextCues {

  private static final Pattern REGION = Pattern.compile("[-_].*");

  /** A span is evidence, not a copy of what was said. */
  private static final int LONGEST_SPAN = 80;

  /** Said to us it is a bad word or a threat; said to many it is done. */
  private static final Set<CueCode> HARSH =
      EnumSet.of(CueCode.PRIVATE_BAD_WORD, CueCode.THREAT_TO_GO_PUBLIC);

  /** What nobody says in recommending, unless among praise. */
  private static final Set<CueCode> HOSTILE =
      EnumSet.of(
          CueCode.PRIVATE_BAD_WORD,
          CueCode.PUBLIC_SHAMING,
          CueCode.THREAT_TO_GO_PUBLIC,
          CueCode.PROMISE_BROKEN,
          CueCode.NEVER_AGAIN);

  private static final Set<CueCode> KIND =
      EnumSet.of(CueCode.PRAISE, CueCode.SURPRISE, CueCode.SATISFIED);

  private final ExperienceRules rules;
  private final TextMatcher all;
  private final Map<String, TextMatcher> byLanguage = new HashMap<>();

  public TextCues(ExperienceRules rules) {
    this.rules = rules;
    Lexicon lexicon = rules.text().lexicon();
    this.all = matcher(lexicon.languages());
    for (String code : lexicon.languages().keySet()) {
      if (!code.equals(Lexicon.ANY)) {
        var languages = new TreeMap<String, LanguageLexicon>();
        languages.put(code, lexicon.language(code));
        languages.put(Lexicon.ANY, lexicon.language(Lexicon.ANY));
        byLanguage.put(code, matcher(languages));
      }
    }
  }

  private TextMatcher matcher(Map<String, LanguageLexicon> languages) {
    TextRules text = rules.text();
    return new TextMatcher(languages, text.negationWindow(), text.intensifierWindow());
  }

  /**
   * What is in a text; never throws, whatever the text.
   *
   * @param lang such as vi or en-GB; null when it is not known
   * @param toMany whether others could read it: harsh words to many are public shaming
   */
  public List<Cue> of(String text, @Nullable String lang, boolean toMany) {
    var cues = new ArrayList<Cue>();
    for (TextMatch match : matches(text, lang)) {
      Cue cue = cue(match, toMany);
      if (cue != null) {
        cues.add(rules.text().evidence() ? withSpan(cue, text, match) : cue);
      }
    }
    if (has(cues, HOSTILE) && !has(cues, KIND)) {
      // Friends were told how bad it was.
      cues.removeIf(cue -> cue.code() == CueCode.TOLD_SOMEBODY);
    }
    return cues;
  }

  private static boolean has(List<Cue> cues, Set<CueCode> codes) {
    return cues.stream().anyMatch(cue -> codes.contains(cue.code()));
  }

  /** The phrases in a text with their spans, in its order. */
  public List<TextMatch> matches(String text, @Nullable String lang) {
    int most = rules.text().maxCues();
    TextMatcher told = lang == null ? null : byLanguage.get(language(lang));
    if (told != null) {
      List<TextMatch> found = told.match(text, most);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return all.match(text, most);
  }

  private static String language(String lang) {
    return REGION.matcher(lang.toLowerCase(Locale.ROOT)).replaceFirst("");
  }

  private @Nullable Cue cue(TextMatch match, boolean toMany) {
    CueCode code = meaning(match, toMany);
    if (code == null) {
      return null;
    }
    Double rating = match.rating();
    Cue cue = rating == null ? rules.cue(code) : rules.answers().rating(rating);
    return cue.times(factor(match));
  }

  private @Nullable CueCode meaning(TextMatch match, boolean toMany) {
    CueCode code = match.code();
    if (match.negated()) {
      return rules.text().negated().get(code);
    }
    CueCode strong =
        match.emphasis() > 0 ? rules.text().intensified().getOrDefault(code, code) : code;
    return toMany && HARSH.contains(strong) ? CueCode.PUBLIC_SHAMING : strong;
  }

  private double factor(TextMatch match) {
    TextRules text = rules.text();
    double emphasis =
        switch (match.emphasis()) {
          case 1 -> text.intensifierFactor();
          case -1 -> text.diminisherFactor();
          default -> 1;
        };
    return match.contrasted() ? emphasis * text.contrastFactor() : emphasis;
  }

  private static Cue withSpan(Cue cue, String text, TextMatch match) {
    int until = Math.min(match.until(), match.from() + LONGEST_SPAN);
    String span = text.substring(match.from(), until);
    return new Cue(cue.code(), cue.centre(), cue.width(), cue.weight(), span);
  }
}
