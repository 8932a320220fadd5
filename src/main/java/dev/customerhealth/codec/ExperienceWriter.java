package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesWriter.keys;

import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.LanguageLexicon;
import dev.customerhealth.domain.experience.Lexicon;
import dev.customerhealth.domain.experience.PhraseList;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.AnswerRules;
import dev.customerhealth.domain.rules.BoundRules;
import dev.customerhealth.domain.rules.CueRule;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.TextRules;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The section {@code experience} of the rules document. The shipped lexicon is named, not copied:
 * five thousand lines would bury the rules that people change. A lexicon of the user's own is
 * written as a whole.
 */
final class ExperienceWriter {

  private ExperienceWriter() {}

  static Map<String, Object> experience(ExperienceRules rules) {
    return keys(
        "prior",
        keys("centre", rules.prior().centre(), "width", rules.prior().width()),
        "halfLifeDays",
        rules.halfLifeDays(),
        "missingBelow",
        rules.missingBelow(),
        "shareLimit",
        rules.shareLimit(),
        "standing",
        keys("minimumSample", rules.minimumSample()),
        "answers",
        answers(rules.answers()),
        "cues",
        named(rules.cues(), ExperienceWriter::cue),
        "bounds",
        bounds(rules.bounds()),
        "returns",
        keys(
            "earlyShare", rules.returns().earlyShare(),
            "lateShare", rules.returns().lateShare()),
        "advocacy",
        advocacy(rules.advocacy()),
        "text",
        text(rules.text()),
        "referrals",
        keys("windowDays", rules.referrals().windowDays()));
  }

  private static Map<String, Object> advocacy(AdvocacyRules advocacy) {
    return keys(
        "halfLifeDays", advocacy.halfLifeDays(),
        "toldSomebody", advocacy.toldSomebody(),
        "referralConverted", advocacy.referralConverted(),
        "publicShaming", advocacy.publicShaming());
  }

  private static Map<String, Object> answers(AnswerRules rules) {
    List<?> npsCentres = rules.npsCentres().stream().map(RulesWriter::plain).toList();
    return keys(
        "rating",
        keys(
            "lowest", rules.ratingLowest(),
            "highest", rules.ratingHighest(),
            "width", rules.ratingWidth()),
        "nps",
        keys("centres", npsCentres, "width", rules.npsWidth()),
        "expectation",
        keys(
            "centres",
            named(rules.expectationCentres(), RulesWriter::plain),
            "width",
            rules.expectationWidth()),
        "emotion",
        keys(
            "centres",
            named(rules.emotionCentres(), RulesWriter::plain),
            "width",
            rules.emotionWidth()));
  }

  private static Map<String, Object> cue(CueRule rule) {
    return keys("centre", rule.centre(), "width", rule.width(), "weight", rule.weight());
  }

  private static Map<String, Object> bounds(BoundRules rules) {
    return keys(
        "hold", names(rules.hold()),
        "lift", names(rules.lift()),
        "liftFromSurprises", rules.liftFromSurprises());
  }

  private static List<String> names(Collection<CueCode> codes) {
    return codes.stream().map(Enum::name).toList();
  }

  private static Map<String, Object> text(TextRules rules) {
    return keys(
        "evidence", rules.evidence(),
        "negationWindow", rules.negationWindow(),
        "intensifierWindow", rules.intensifierWindow(),
        "intensifierFactor", rules.intensifierFactor(),
        "diminisherFactor", rules.diminisherFactor(),
        "contrastFactor", rules.contrastFactor(),
        "maxCues", rules.maxCues(),
        "negated", turns(rules.negated()),
        "intensified", turns(rules.intensified()),
        "lexicon", lexicon(rules.lexicon()));
  }

  /** Cues that are not turned are named too, or the shipped document's turns would come back. */
  private static Map<String, Object> turns(Map<CueCode, CueCode> turns) {
    var written = new LinkedHashMap<String, Object>();
    for (CueCode code : ExperienceRules.tabled()) {
      CueCode to = turns.get(code);
      written.put(code.name(), to == null ? "none" : to.name());
    }
    return written;
  }

  private static Map<String, Object> lexicon(Lexicon lexicon) {
    boolean isShipped = lexicon.equals(LexiconReader.shipped());
    return keys(
        "shipped",
        isShipped,
        "remove",
        Map.of(),
        "languages",
        isShipped ? Map.of() : named(lexicon.languages(), ExperienceWriter::language));
  }

  private static Map<String, Object> language(LanguageLexicon language) {
    var written = new LinkedHashMap<String, Object>();
    written.put("shorthand", language.shorthand());
    language
        .operators()
        .forEach(
            (operator, list) ->
                written.put(operator.name().toLowerCase(Locale.ROOT), phrases(list)));
    written.put("ratings", named(language.ratings(), RulesWriter::plain));
    written.put("cues", named(language.cues(), ExperienceWriter::phrases));
    return written;
  }

  private static Map<String, Object> phrases(PhraseList list) {
    return keys("phrases", List.copyOf(list.phrases()), "accented", List.copyOf(list.accented()));
  }

  private static <V> Map<String, Object> named(Map<?, V> map, Function<V, Object> write) {
    var written = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> written.put(key.toString(), write.apply(value)));
    return written;
  }
}
