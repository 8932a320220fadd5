package dev.customerhealth.codec;

import static dev.customerhealth.codec.YamlRange.SHARE;
import static dev.customerhealth.codec.YamlRange.above;
import static dev.customerhealth.codec.YamlRange.closed;

import dev.customerhealth.domain.Feedback.Expectation;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Prior;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.AnswerRules;
import dev.customerhealth.domain.rules.BoundRules;
import dev.customerhealth.domain.rules.CueRule;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.ReferralRules;
import dev.customerhealth.domain.rules.ReturnRules;
import dev.customerhealth.domain.rules.TextRules;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The section {@code experience} of the rules document. */
final class ExperienceReader {

  /** A little beyond the levels, so that a cue may pull to the very end. */
  private static final YamlRange CENTRE = closed(0, 7);

  private static final YamlRange WIDTH = closed(0.1, 5);
  private static final YamlRange WEIGHT = closed(0, 10);
  private static final int MAX_EMOTIONS = 1000;

  private final YamlFaults faults;

  private ExperienceReader(YamlFaults faults) {
    this.faults = faults;
  }

  /** When there are faults, an answer of no use. */
  static ExperienceRules read(YamlSection section, YamlFaults faults) {
    return new ExperienceReader(faults).experience(section);
  }

  private ExperienceRules experience(YamlSection section) {
    var rules =
        new ExperienceRules(
            prior(section.section("prior")),
            section.number("halfLifeDays", closed(1, 3650)),
            section.number("missingBelow", closed(0, 100)),
            section.number("shareLimit", closed(1, 100)),
            minimumSample(section.section("standing")),
            answers(section.section("answers")),
            cues(section.section("cues")),
            bounds(section.section("bounds")),
            returns(section.section("returns")),
            advocacy(section.section("advocacy")),
            text(section.section("text")),
            referrals(section.section("referrals")));
    section.done();
    return rules;
  }

  private static ReferralRules referrals(YamlSection section) {
    var rules = new ReferralRules(section.whole("windowDays", 1, 1095));
    section.done();
    return rules;
  }

  private static Prior prior(YamlSection section) {
    var prior = new Prior(section.number("centre", closed(1, 6)), section.number("width", WIDTH));
    section.done();
    return prior;
  }

  private static int minimumSample(YamlSection section) {
    int minimumSample = section.whole("minimumSample", 1, 1_000_000);
    section.done();
    return minimumSample;
  }

  private AnswerRules answers(YamlSection section) {
    YamlSection rating = section.section("rating");
    double lowest = rating.number("lowest", CENTRE);
    double highest = rating.number("highest", CENTRE);
    rating.together(lowest <= highest, "must not be above highest", "lowest", "highest");
    double ratingWidth = rating.number("width", WIDTH);
    rating.done();
    YamlSection nps = section.section("nps");
    List<Double> npsCentres = nps.numbers("centres", 11, CENTRE);
    nps.together(isRising(npsCentres), "must never fall from one answer to the next", "centres");
    double npsWidth = nps.number("width", WIDTH);
    nps.done();
    YamlSection expectation = section.section("expectation");
    Map<Expectation, Double> expectations = expectations(expectation.section("centres"));
    double expectationWidth = expectation.number("width", WIDTH);
    expectation.done();
    YamlSection emotion = section.section("emotion");
    Map<String, Double> emotions = emotions(emotion);
    double emotionWidth = emotion.number("width", WIDTH);
    emotion.done();
    section.done();
    return new AnswerRules(
        lowest,
        highest,
        ratingWidth,
        npsCentres,
        npsWidth,
        expectations,
        expectationWidth,
        emotions,
        emotionWidth);
  }

  private static Map<Expectation, Double> expectations(YamlSection section) {
    var centres = new EnumMap<Expectation, Double>(Expectation.class);
    for (Expectation answer : Expectation.values()) {
      centres.put(answer, section.number(answer.name(), CENTRE));
    }
    boolean rising = isRising(List.copyOf(centres.values()));
    String[] keys = centres.keySet().stream().map(Enum::name).toArray(String[]::new);
    section.togetherAsWhole(rising, "must never fall from one answer to the next better", keys);
    section.done();
    return centres;
  }

  private static boolean isRising(List<Double> centres) {
    for (int i = 1; i < centres.size(); i++) {
      if (centres.get(i) < centres.get(i - 1)) {
        return false;
      }
    }
    return true;
  }

  private Map<String, Double> emotions(YamlSection section) {
    var centres = new TreeMap<String, Double>();
    Map<String, YamlNode> entries = section.entries("centres");
    if (entries.size() > MAX_EMOTIONS) {
      section.together(false, "must be at most " + MAX_EMOTIONS, "centres");
      return centres;
    }
    entries.forEach(
        (name, node) -> {
          if (!YamlSection.isText(name, 64)) {
            faults.add(node, "must be named by 1 to 64 characters, none a control character");
          }
          centres.put(name, section.number("centres", node, CENTRE));
        });
    return centres;
  }

  private static Map<CueCode, CueRule> cues(YamlSection section) {
    var cues = new EnumMap<CueCode, CueRule>(CueCode.class);
    for (CueCode code : ExperienceRules.tabled()) {
      YamlSection cue = section.section(code.name());
      cues.put(
          code,
          new CueRule(
              cue.number("centre", CENTRE),
              cue.number("width", WIDTH),
              cue.number("weight", WEIGHT)));
      cue.done();
    }
    section.done();
    return cues;
  }

  private static BoundRules bounds(YamlSection section) {
    Set<CueCode> hold = codes(section, "hold");
    Set<CueCode> lift = codes(section, "lift");
    boolean apart = hold.stream().noneMatch(lift::contains);
    section.together(apart, "must not name a cue that lift names", "hold", "lift");
    var rules = new BoundRules(hold, lift, section.whole("liftFromSurprises", 1, 1000));
    section.done();
    return rules;
  }

  private static AdvocacyRules advocacy(YamlSection advocacy) {
    var rules =
        new AdvocacyRules(
            advocacy.number("halfLifeDays", closed(1, 3650)),
            advocacy.number("toldSomebody", SHARE),
            advocacy.number("referralConverted", SHARE),
            advocacy.number("publicShaming", SHARE));
    advocacy.done();
    return rules;
  }

  private static ReturnRules returns(YamlSection section) {
    var rules =
        new ReturnRules(
            section.number("earlyShare", above(0, .5)), section.number("lateShare", above(0, .5)));
    section.done();
    return rules;
  }

  private static Set<CueCode> codes(YamlSection section, String key) {
    var codes = EnumSet.noneOf(CueCode.class);
    for (YamlNode item : section.items(key, CueCode.values().length)) {
      codes.add(code(section, key, item));
    }
    codes.remove(CueCode.PRIOR);
    return codes;
  }

  private static CueCode code(YamlSection section, String key, YamlNode node) {
    return section.parsed(key, node, oneOf(), CueCode.PRIOR, ExperienceReader::tabled);
  }

  static String oneOf() {
    return ExperienceRules.tabled().stream()
        .map(Enum::name)
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  static @Nullable CueCode tabled(String name) {
    CueCode code = CueCode.valueOf(name);
    return ExperienceRules.tabled().contains(code) ? code : null;
  }

  private TextRules text(YamlSection section) {
    var rules =
        new TextRules(
            yesNo(section, "evidence"),
            section.whole("negationWindow", 0, 20),
            section.whole("intensifierWindow", 0, 20),
            section.number("intensifierFactor", above(0, 10)),
            section.number("diminisherFactor", above(0, 10)),
            section.number("contrastFactor", above(0, 10)),
            section.whole("maxCues", 1, 1000),
            turns(section, "negated"),
            turns(section, "intensified"),
            LexiconReader.read(section.section("lexicon"), faults));
    section.done();
    return rules;
  }

  static boolean yesNo(YamlSection section, String key) {
    return section.parsed(
        key,
        "true or false",
        true,
        text -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null);
  }

  private Map<CueCode, CueCode> turns(YamlSection section, String key) {
    var turns = new EnumMap<CueCode, CueCode>(CueCode.class);
    section
        .entries(key)
        .forEach(
            (from, node) -> {
              CueCode known = codeOrNull(from);
              if (known == null) {
                faults.add(node, "must be named by " + oneOf());
              } else if (!isNone(node)) {
                turns.put(known, code(section, key, node));
              }
            });
    return turns;
  }

  /** Inherited entries can only be taken out by saying so. */
  private static boolean isNone(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && "none".equals(scalar.text());
  }

  private static @Nullable CueCode codeOrNull(String name) {
    return ExperienceRules.tabled().stream()
        .filter(code -> code.name().equals(name))
        .findFirst()
        .orElse(null);
  }
}
