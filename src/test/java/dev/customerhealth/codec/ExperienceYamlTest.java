package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesYamlTest.LEAST;
import static dev.customerhealth.codec.RulesYamlTest.faults;
import static dev.customerhealth.codec.RulesYamlTest.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.LanguageLexicon;
import dev.customerhealth.domain.experience.Lexicon;
import dev.customerhealth.domain.experience.TextCues;
import dev.customerhealth.domain.rules.CueRule;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperienceYamlTest {

  private static final ExperienceRules SHIPPED = RulesYaml.shipped().experience();

  @Test
  void theShippedCuesAreTheDocumentedOnes() {
    assertThat(SHIPPED.halfLifeDays()).isEqualTo(180);
    assertThat(SHIPPED.shareLimit()).isEqualTo(1.5);
    assertThat(SHIPPED.minimumSample()).isEqualTo(5);
    assertThat(SHIPPED.missingBelow()).isEqualTo(.3);
    assertThat(SHIPPED.prior().centre()).isEqualTo(3.5);
    assertThat(SHIPPED.prior().width()).isEqualTo(3);
    assertThat(SHIPPED.cues().get(CueCode.PUBLIC_SHAMING)).isEqualTo(new CueRule(1, .3, 1));
    assertThat(SHIPPED.cues().get(CueCode.TOLD_SOMEBODY)).isEqualTo(new CueRule(5.2, .7, 1));
    assertThat(SHIPPED.answers().npsCentres()).hasSize(11).isSorted();
    assertThat(SHIPPED.text().evidence()).isTrue();
    assertThat(SHIPPED.referrals().windowDays()).isEqualTo(365);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void aShippedLanguageHasPhrasesInEveryGroup(String code) {
    LanguageLexicon language = SHIPPED.text().lexicon().languages().get(code);

    assertThat(language.size()).isGreaterThan(1000);
    for (CueCode group :
        List.of(
            CueCode.PRAISE,
            CueCode.SURPRISE,
            CueCode.COMPLAINT_WORDS,
            CueCode.PROMISE_BROKEN,
            CueCode.NEVER_AGAIN,
            CueCode.TOLD_SOMEBODY,
            CueCode.LACK_OF_CHOICE,
            CueCode.COMPETITOR_MENTIONED,
            CueCode.LEAVING,
            CueCode.THREAT_TO_GO_PUBLIC,
            CueCode.PRIVATE_BAD_WORD,
            CueCode.DISLIKE)) {
      assertThat(language.cues().get(group).size()).as("%s %s", code, group).isGreaterThan(30);
    }
  }

  @Test
  void aDocumentAddsToTheLexicon() {
    var text =
        cues(
            "text: {lexicon: {languages: {vi: {cues: {PRAISE: {phrases: [ngon nhức nách]}}, shorthand: {nn: ngon nhức nách}}}}}");

    assertThat(text.of("nn", "vi", false)).extracting("code").containsExactly(CueCode.PRAISE);
    assertThat(text.of("tuyệt vời", "vi", false)).isNotEmpty();
  }

  @Test
  void aDocumentRemovesFromTheLexicon() {
    var text = cues("text: {lexicon: {remove: {vi: [tuyệt vời, tuyệt, ko, 5 sao]}}}");

    assertThat(text.of("tuyệt vời", "vi", false)).isEmpty();
    assertThat(text.of("5 sao", "vi", false)).isEmpty();
    assertThat(text.of("ko ngon", "vi", false))
        .extracting("code")
        .containsExactly(CueCode.SATISFIED);
  }

  @Test
  void aPhraseIsGivenAnotherMeaningByRemovingItFirst() {
    String change = "languages: {vi: {cues: {DISLIKE: {phrases: [ngon]}}}}";
    assertThat(faults(document("text: {lexicon: {" + change + "}}")))
        .containsExactly(
            "experience.text.lexicon.languages: in vi, \"ngon\" is DISLIKE and SATISFIED, it must be one of them: remove it first");

    var text = cues("text: {lexicon: {remove: {vi: [ngon]}, " + change + "}}");
    assertThat(text.of("ngon", "vi", false)).extracting("code").containsExactly(CueCode.DISLIKE);
  }

  @Test
  void aDocumentReplacesTheLexiconAndAddsALanguage() {
    Rules rules =
        valid(
            document(
                "text: {lexicon: {shipped: false, languages: {fr: {negation: {phrases: [pas]}, cues: {PRAISE: {phrases: [délicieux], accented: [sûr]}}}}}}"));
    var text = new TextCues(rules.experience());

    assertThat(rules.experience().text().lexicon().languages()).containsOnlyKeys("fr");
    assertThat(text.of("DELICIEUX", "fr", false))
        .extracting("code")
        .containsExactly(CueCode.PRAISE);
    assertThat(text.of("pas délicieux", "fr-FR", false))
        .extracting("code")
        .containsExactly(CueCode.COMPLAINT_WORDS);
    assertThat(text.of("sur sûr", "fr", false)).hasSize(1);
    assertThat(text.of("tuyệt vời", "vi", false)).isEmpty();
  }

  @Test
  void theWordsThemselvesCanBeKeptBack() {
    assertThat(cues("text: {evidence: false}").of("tuyệt vời", "vi", false))
        .extracting("text")
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "halfLifeDays: 90",
        "standing: {minimumSample: 30}",
        "cues: {PRAISE: {centre: 4.9}, DISLIKE: {weight: 0}}",
        "answers: {emotion: {centres: {FED UP: 1.5, '🙂': 4, 'a: b': 2}}}",
        "bounds: {hold: [], lift: [SURPRISE, TOLD_SOMEBODY], liftFromSurprises: 2}",
        "text: {negated: {PRAISE: none, NEVER_AGAIN: SATISFIED}, intensified: {SATISFIED: none}}",
        "text: {evidence: false, maxCues: 3, lexicon: {remove: {en: [good], vi: [ko]}}}",
        "text: {lexicon: {shipped: false}}",
        "text: {lexicon: {shipped: false, languages: {any: {ratings: {'2⭐': 0.1}}, vi: {contrast: {accented: [nhưng]}, cues: {PRAISE: {}}}}}}",
        "text: {lexicon: {languages: {de: {cues: {PRAISE: {phrases: ['no', 'true', 'null', 'lecker: sehr', '1']}}}}}}"
      })
  void whatIsWrittenReadsBackEqual(String section) {
    Rules rules = valid(document(section));

    String written = RulesYaml.write(rules);

    assertThat(valid(written)).isEqualTo(rules);
    assertThat(RulesYaml.read(written, RulesYaml.NOTHING)).isEqualTo(new RulesYaml.Valid(rules));
    assertThat(rules.experience()).isNotEqualTo(SHIPPED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          halfLifeDays: 0                                 | experience.halfLifeDays: must be a number from 1 to 3650, is "0" (line 4)
          shareLimit: .5                                  | experience.shareLimit: must be a number from 1 to 100, is ".5" (line 4)
          referrals: {windowDays: 1096}                   | experience.referrals.windowDays: must be a whole number from 1 to 1095, is "1096" (line 4)
          standing: {minimumSample: 0}                    | experience.standing.minimumSample: must be a whole number from 1 to 1000000, is "0" (line 4)
          standing: {minimum: 3}                          | experience.standing.minimum: is not known
          prior: {width: 0}                               | experience.prior.width: must be a number from 0.1 to 5, is "0" (line 4)
          prior: {center: 3}                              | experience.prior.center: is not known, did you mean centre? (line 4)
          cues: {PRAISE: {centre: 8}}                     | experience.cues.PRAISE.centre: must be a number from 0 to 7, is "8" (line 4)
          cues: {PRASE: {centre: 5}}                      | experience.cues.PRASE: is not known, did you mean PRAISE? (line 4)
          cues: {RATING: {centre: 5}}                     | experience.cues.RATING: is not known, did you mean
          answers: {rating: {lowest: 5}}                  | experience.answers.rating.lowest: must not be above highest
          answers: {nps: {centres: [1]}}                  | experience.answers.nps.centres: must be a list of 11, is a list of 1 (line 4)
          answers: {nps: {centres: [1,2,3,4,5,6,5,6,6,6,6]}} | experience.answers.nps.centres: must never fall from one answer to the next
          answers: {expectation: {centres: {BELOW: 4}}}   | experience.answers.expectation.centres: must never fall from one answer to the next better
          answers: {emotion: {centres: {'': 4}}}          | experience.answers.emotion.centres.: must be named by 1 to 64 characters
          bounds: {hold: [SHAMING]}                       | experience.bounds.hold[0]: must be one of COMPLAINT_CASE,
          bounds: {hold: [PRAISE], lift: [PRAISE]}        | experience.bounds.hold: must not name a cue that lift names
          text: {evidence: maybe}                         | experience.text.evidence: must be true or false, is "maybe" (line 4)
          text: {negationWindow: 21}                      | experience.text.negationWindow: must be a whole number from 0 to 20, is "21" (line 4)
          text: {contrastFactor: 0}                       | experience.text.contrastFactor: must be a number above 0 up to 10, is "0" (line 4)
          text: {negated: {PRAISE: GOOD}}                 | experience.text.negated.PRAISE: must be one of COMPLAINT_CASE,
          text: {negated: {GOOD: PRAISE}}                 | experience.text.negated.GOOD: must be named by one of COMPLAINT_CASE,
          text: {lexicon: {remove: {vi: ngon}}}           | experience.text.lexicon.remove.vi: must be a list of at most 10000, is a value (line 4)
          text: {lexicon: {languages: {VI: {}}}}          | experience.text.lexicon.languages.VI: must be named by a language such as vi, or by any (line 4)
          text: {lexicon: {languages: {vi: 1}}}           | experience.text.lexicon.languages.vi: must be a mapping, is a value (line 4)
          text: {lexicon: {languages: {vi: {cue: {}}}}}   | experience.text.lexicon.languages.vi.cue: is not known, did you mean
          text: {lexicon: {languages: {vi: {cues: {PRAISE: [a]}}}}} | experience.text.lexicon.languages.vi.cues.PRAISE: must be a mapping, is a list (line 4)
          text: {lexicon: {languages: {vi: {cues: {PRAISE: {phrases: ["..."]}}}}}} | experience.text.lexicon.languages.vi.cues.PRAISE.phrases[0]: must be a phrase of 1 to 80 characters with a letter, digit or symbol in it, is "..." (line 4)
          text: {lexicon: {languages: {vi: {ratings: {hay: 2}}}}} | experience.text.lexicon.languages.vi.ratings.hay: must be a number from 0 to 1, is "2" (line 4)
          text: {lexicon: {languages: {vi: {shorthand: {"": a}}}}} | experience.text.lexicon.languages.vi.shorthand.: must be named by a phrase
          """)
  void aFaultIsNamed(String section, String fault) {
    assertThat(faults(document(section))).anySatisfy(told -> assertThat(told).startsWith(fault));
  }

  @Test
  void theShippedLexiconHasNoPhraseWithTwoMeaningsAndSurvivesBeingReadAsAddition() {
    assertThat(LexiconReader.shipped().plus(Lexicon.EMPTY)).isEqualTo(LexiconReader.shipped());
    assertThat(LexiconReader.shipped().plus(LexiconReader.shipped()))
        .isEqualTo(LexiconReader.shipped());
  }

  private static TextCues cues(String section) {
    return new TextCues(valid(document(section)).experience());
  }

  private static String document(String section) {
    return LEAST + "experience: {" + section + "}\n";
  }
}
