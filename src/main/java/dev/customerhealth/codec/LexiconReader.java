package dev.customerhealth.codec;

import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.LanguageLexicon;
import dev.customerhealth.domain.experience.LanguageLexicon.Operator;
import dev.customerhealth.domain.experience.Lexicon;
import dev.customerhealth.domain.experience.PhraseList;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The lexicon: the shipped one (flink-conf/lexicon.yaml) less what a rules document removes, plus
 * what it adds; or the document's own alone.
 */
final class LexiconReader {

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final int MAX_LANGUAGES = 50;
  private static final int MAX_PHRASES = 10_000;
  private static final int LONGEST = 80;

  private final YamlFaults faults;

  private LexiconReader(YamlFaults faults) {
    this.faults = faults;
  }

  /** The lexicon that comes with this release. */
  static Lexicon shipped() {
    return Shipped.LEXICON;
  }

  /**
   * @param section {@code shipped}, {@code remove} and {@code languages}
   */
  static Lexicon read(YamlSection section, YamlFaults faults) {
    var reader = new LexiconReader(faults);
    Lexicon lexicon = ExperienceReader.yesNo(section, "shipped") ? shipped() : Lexicon.EMPTY;
    lexicon = reader.without(lexicon, section);
    Lexicon added = reader.languages(section);
    section.done();
    if (added.languages().isEmpty()) {
      return lexicon;
    }
    lexicon = lexicon.plus(added);
    reader.refuseDoubleMeanings(lexicon, section);
    return lexicon;
  }

  private Lexicon without(Lexicon lexicon, YamlSection section) {
    var kept = new TreeMap<>(lexicon.languages());
    section
        .entries("remove")
        .forEach(
            (code, node) -> {
              Set<String> removed = phrases(languageSection(code, node), "phrases");
              LanguageLexicon language = kept.get(code);
              if (language != null) {
                kept.put(code, language.without(removed));
              }
            });
    return new Lexicon(kept);
  }

  /** {@code remove: {vi: [..]}}: a list stands where a section is read from. */
  private YamlSection languageSection(String code, YamlNode node) {
    YamlPath path = node.path();
    checkLanguage(code, node);
    var entries = new LinkedHashMap<String, YamlNode>();
    entries.put("phrases", node);
    return new YamlSection(new YamlNode.Mapping(path, node.line(), entries), path, faults);
  }

  private Lexicon languages(YamlSection section) {
    var languages = new TreeMap<String, LanguageLexicon>();
    Map<String, YamlNode> entries = section.entries("languages");
    if (entries.size() > MAX_LANGUAGES) {
      section.together(false, "must be at most " + MAX_LANGUAGES, "languages");
      return Lexicon.EMPTY;
    }
    entries.forEach(
        (code, node) -> {
          checkLanguage(code, node);
          if (node instanceof YamlNode.Mapping mapping) {
            languages.put(code, language(new YamlSection(mapping, mapping.path(), faults)));
          } else {
            faults.add(node, "must be a mapping, is " + node.kind());
          }
        });
    return new Lexicon(languages);
  }

  private void checkLanguage(String code, YamlNode node) {
    if (!code.equals(Lexicon.ANY) && !LANGUAGE.matcher(code).matches()) {
      faults.add(node, "must be named by a language such as vi, or by " + Lexicon.ANY);
    }
  }

  private LanguageLexicon language(YamlSection section) {
    var operators = new EnumMap<Operator, PhraseList>(Operator.class);
    for (Operator operator : Operator.values()) {
      String key = operator.name().toLowerCase(Locale.ROOT);
      if (section.has(key)) {
        operators.put(operator, list(section.section(key)));
      }
    }
    var cues = new EnumMap<CueCode, PhraseList>(CueCode.class);
    if (section.has("cues")) {
      YamlSection cueSection = section.section("cues");
      for (CueCode code : ExperienceRules.tabled()) {
        if (cueSection.has(code.name())) {
          cues.put(code, list(cueSection.section(code.name())));
        }
      }
      cueSection.done();
    }
    Map<String, String> shorthand = section.has("shorthand") ? shorthand(section) : Map.of();
    Map<String, Double> ratings = section.has("ratings") ? ratings(section) : Map.of();
    section.done();
    return new LanguageLexicon(shorthand, operators, ratings, cues);
  }

  private PhraseList list(YamlSection section) {
    Set<String> phrases = section.has("phrases") ? phrases(section, "phrases") : Set.of();
    Set<String> accented = section.has("accented") ? phrases(section, "accented") : Set.of();
    section.done();
    return new PhraseList(phrases, accented);
  }

  private static Set<String> phrases(YamlSection section, String key) {
    var phrases = new TreeSet<String>();
    for (YamlNode item : section.items(key, MAX_PHRASES)) {
      phrases.add(section.parsed(key, item, allowed(), "", text -> isPhrase(text) ? text : null));
    }
    return phrases;
  }

  private static String allowed() {
    return "a phrase of 1 to " + LONGEST + " characters with a letter, digit or symbol in it";
  }

  private static boolean isPhrase(String text) {
    return YamlSection.isText(text, LONGEST) && Lexicon.isFindable(text);
  }

  private Map<String, String> shorthand(YamlSection section) {
    var shorthand = new TreeMap<String, String>();
    section
        .entries("shorthand")
        .forEach(
            (typed, node) -> {
              nameIsPhrase(typed, node);
              shorthand.put(
                  typed,
                  section.parsed(
                      "shorthand", node, allowed(), "", text -> isPhrase(text) ? text : null));
            });
    return shorthand;
  }

  private Map<String, Double> ratings(YamlSection section) {
    var ratings = new TreeMap<String, Double>();
    section
        .entries("ratings")
        .forEach(
            (phrase, node) -> {
              nameIsPhrase(phrase, node);
              ratings.put(phrase, section.number("ratings", node, YamlRange.SHARE));
            });
    return ratings;
  }

  private void nameIsPhrase(String name, YamlNode node) {
    if (!isPhrase(name)) {
      faults.add(node, "must be named by " + allowed());
    }
  }

  private void refuseDoubleMeanings(Lexicon lexicon, YamlSection section) {
    lexicon
        .languages()
        .forEach(
            (code, language) -> {
              for (String told : doubles(language)) {
                section.together(false, "in " + code + ", " + told, "languages");
              }
            });
  }

  /** One spelling, one meaning: a phrase that is to mean something else is removed first. */
  private static List<String> doubles(LanguageLexicon language) {
    var meanings = new HashMap<String, String>();
    var told = new TreeSet<String>();
    language.cues().forEach((code, list) -> note(code.name(), list, meanings, told));
    language.operators().forEach((code, list) -> note(code.name(), list, meanings, told));
    language.ratings().keySet().forEach(phrase -> note("RATING", phrase, meanings, told));
    return List.copyOf(told);
  }

  private static void note(
      String meaning, PhraseList list, Map<String, String> meanings, Set<String> told) {
    list.phrases().forEach(phrase -> note(meaning, phrase, meanings, told));
    list.accented().forEach(phrase -> note(meaning, phrase, meanings, told));
  }

  private static void note(
      String meaning, String phrase, Map<String, String> meanings, Set<String> told) {
    String before = meanings.putIfAbsent(phrase.toLowerCase(Locale.ROOT), meaning);
    if (before != null) {
      told.add(
          "\"%s\" is %s and %s, it must be one of them: remove it first"
              .formatted(YamlFaults.excerpt(phrase), before, meaning));
    }
  }

  /** Loaded once, when first asked for. */
  private static final class Shipped {

    private static final Lexicon LEXICON = load();

    private static Lexicon load() {
      var faults = new YamlFaults();
      YamlNode.Mapping document =
          YamlDocument.read(ShippedFile.text("lexicon.yaml"), faults)
              .orElseThrow(() -> new IllegalStateException("lexicon.yaml: " + faults.list()));
      var section = new YamlSection(document, YamlPath.ROOT, faults);
      var reader = new LexiconReader(faults);
      Lexicon lexicon = reader.languages(section);
      reader.refuseDoubleMeanings(lexicon, section);
      section.done();
      if (!faults.isEmpty()) {
        throw new IllegalStateException("The shipped lexicon is faulty: " + faults.list());
      }
      return lexicon;
    }
  }
}
