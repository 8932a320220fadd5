package dev.customerhealth.domain.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperienceModelTest {

  private static final ExperienceRules RULES = RulesYaml.shipped().experience();
  private static final ExperienceModel MODEL = new ExperienceModel(RULES);
  private static final FeedbackCues CUES = new FeedbackCues(RULES);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "5, 4"})
  void bareStarsAreNeverMoreThanAsDesired(double stars, int level) {
    assertThat(read(stars, null).level().number()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 7.5, 4", "1, 7, 7, 4", "-1, 1, -1, 1", "0, 100, 25, 2"})
  void anyScaleIsOneScale(double min, double max, double rating, int level) {
    assertThat(MODEL.read(CUES.of(feedback(rating, min, max, null))).orElseThrow().level())
        .isEqualTo(Level.of(level));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1", "3, 2", "4, 2", "5, 2", "6, 2", "7, 3", "8, 4", "9, 4", "10, 5"})
  void anNpsAnswerHasItsLevel(int answer, int level) {
    assertThat(MODEL.read(List.of(RULES.answers().nps(answer))).orElseThrow().level())
        .isEqualTo(Level.of(level));
  }

  @ParameterizedTest
  @EnumSource
  void anExpectationAnswerHasTheLevelOfItsName(Feedback.Expectation answer) {
    assertThat(MODEL.read(List.of(RULES.answers().expectation(answer))).orElseThrow().level())
        .isEqualTo(Level.of(answer.ordinal() + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "không ngon, sẽ không quay lại",
        "the staff was amazing but the soup was cold",
        "👍👍",
        "lừa đảo",
        "Không biết nói gì",
        "wow",
        "5 sao",
        "zero stars"
      })
  void withEverythingElseFixedTheMeanRisesWithTheRating(String comment) {
    double before = Double.NEGATIVE_INFINITY;
    for (double rating = 1; rating <= 5; rating += .125) {
      double mean = read(rating, comment).latent().mean();
      assertThat(mean).as("rating %s", rating).isGreaterThan(before);
      before = mean;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {4, 5})
  void theBoundIsThatOfTheLowestCueThatSetsTheWorst(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<Cue> cues = new ArrayList<>();
      for (int left = random.nextInt(6); left > 0; left--) {
        CueCode code = CueCode.values()[random.nextInt(CueCode.values().length)];
        cues.add(Cue.of(code, 1 + random.nextInt(4), .5, random.nextInt(2)));
      }
      Bound plain =
          cues.stream()
              .sorted(Comparator.comparingDouble(Cue::centre).thenComparing(Cue::code))
              .map(cue -> RULES.bounds().of(cue.code()))
              .filter(Objects::nonNull)
              .min(Comparator.comparing(Bound::level))
              .orElse(null);
      assertThat(MODEL.bound(cues)).as("seed %s, %s", seed, cues).isEqualTo(plain);
    }
  }

  @Test
  void aCueAloneCountsInFull() {
    Cue cue = Cue.of(CueCode.PRAISE, 4.8, .9, .7);
    assertThat(MODEL.shared(List.of(cue))).containsExactly(cue);
    assertThat(MODEL.shared(List.of())).isEmpty();
  }

  @Test
  void sharesOfEvidenceSumToOneAndPullsBalance() {
    var random = new Random(3);
    for (int i = 0; i < 200; i++) {
      List<Cue> cues = someCues(random);
      Reading reading = MODEL.read(cues).orElseThrow();

      double shares = reading.evidence().stream().mapToDouble(Evidence::share).sum();
      double pulls = reading.evidence().stream().mapToDouble(e -> e.share() * e.pull()).sum();
      assertThat(shares).isCloseTo(1, within(1e-12));
      assertThat(pulls).isCloseTo(0, within(1e-12));
      assertThat(reading.evidence()).hasSize(cues.size() + 1);
      assertThat(reading.evidence()).extracting(e -> e.cue().code()).contains(CueCode.PRIOR);
      assertThat(reading.evidence())
          .isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()));
    }
  }

  @Test
  void cuesOfOneOccasionShareTheirPrecision() {
    Cue praise = RULES.cue(CueCode.PRAISE);

    List<Cue> shared = MODEL.shared(List.of(praise, praise, praise, praise));

    assertThat(shared.stream().mapToDouble(Cue::precision).sum())
        .isCloseTo(1.5 * praise.precision(), within(1e-12));
    assertThat(MODEL.shared(List.of(praise))).containsExactly(praise);
  }

  @Test
  void theProbabilitiesOfTheLevelsSumToOneAndTheMeansOwnIsTheMedian() {
    for (double mean = .5; mean < 6.6; mean += .05) {
      for (double variance : new double[] {1e-6, .1, 1, 9}) {
        var latent = new Latent(mean, variance, 1);
        double sum = 0;
        double below = 0;
        for (Level level : Level.values()) {
          sum += latent.probability(level);
          below += level.compareTo(latent.level()) < 0 ? latent.probability(level) : 0;
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(below).isLessThanOrEqualTo(.5 + 1e-9);
        assertThat(below + latent.probability(latent.level())).isGreaterThanOrEqualTo(.5 - 1e-9);
      }
    }
  }

  @Test
  void theNormalDistributionIsTheTextbooks() {
    assertThat(new Latent(3, 1, 1).probability(Level.EXPECTED))
        .isCloseTo(.382924922548026, within(1e-14));
    assertThat(new Latent(1, .01, 1).probability(Level.EXPECTED))
        .isCloseTo(3.6709661993e-51, within(1e-60));
  }

  @ParameterizedTest
  @CsvSource({
    "1.4999999, 1",
    "1.5, 2",
    "2.5, 3",
    "3.5, 4",
    "4.5, 5",
    "5.4999999, 5",
    "5.5, 6",
    "9, 6",
    "-3, 1"
  })
  void aCutPointBelongsToTheUpperLevel(double point, int level) {
    assertThat(Level.at(point).number()).isEqualTo(level);
  }

  @Test
  void withoutAnyCueThereIsNoLevel() {
    assertThat(MODEL.read(List.of())).isEmpty();
    assertThat(MODEL.read(List.of(RULES.cue(CueCode.PRAISE).times(0)))).isEmpty();
    assertThat(MODEL.read(CUES.of(feedback(null, 1d, 5d, "hôm nay trời mưa")))).isEmpty();
  }

  @Test
  void whatHasFadedIsMissingNotAverage() {
    assertThat(MODEL.running(new CueSums(.2999, 0, 0))).isEmpty();
    assertThat(MODEL.running(new CueSums(.3, .3, .3))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "PUBLIC_SHAMING, 1",
    "PROMISE_BROKEN, 1",
    "COMPLAINT_CASE, 1",
    "THREAT_TO_GO_PUBLIC, 1",
    "PRIVATE_BAD_WORD, 2",
    "NEVER_AGAIN, 2",
    "COMPLAINT_WORDS, 2",
    "SILENT_NON_RETURN, 2",
    "AS_EXPECTED, 3",
    "LACK_OF_CHOICE, 3",
    "COMPETITOR_MENTIONED, 3",
    "RESOLVED_IN_TIME, 4",
    "RETURNED_ON_RHYTHM, 4",
    "SATISFIED, 4",
    "RETURNED_EARLY, 5",
    "PRAISE, 5",
    "SURPRISE, 5",
    "TOLD_SOMEBODY, 5",
    "REFERRAL_CONVERTED, 6"
  })
  void eachBehaviourRevealsItsLevel(CueCode code, int level) {
    assertThat(MODEL.read(List.of(RULES.cue(code))).orElseThrow().level().number())
        .isEqualTo(level);
  }

  @Test
  void aBoundBeatsTheSumsAndIsNamed() {
    Reading shamed =
        MODEL.read(CUES.of(shouted("lừa đảo, nhưng giao hàng nhanh", 5.0))).orElseThrow();

    assertThat(shamed.level()).isEqualTo(Level.TERRIBLE);
    assertThat(shamed.bound()).isEqualTo(new Bound(CueCode.PUBLIC_SHAMING, Level.TERRIBLE));
    assertThat(read(5, "lừa đảo").bound()).isNull();
    Cue referral = RULES.cue(CueCode.REFERRAL_CONVERTED);
    assertThat(MODEL.bound(List.of(referral)))
        .isEqualTo(new Bound(CueCode.REFERRAL_CONVERTED, Level.UNBELIEVABLE));
    assertThat(MODEL.bound(List.of(referral, RULES.cue(CueCode.PROMISE_BROKEN))))
        .isEqualTo(new Bound(CueCode.PROMISE_BROKEN, Level.TERRIBLE));
  }

  /** The worked example of docs/service-levels.md. */
  @Test
  void theWorkedExampleOfTheDocumentation() {
    Reading reading = read(4, "Món ăn rất ngon nhưng giao hàng chậm quá");

    assertThat(reading.evidence())
        .extracting(
            e -> e.cue().code(),
            e -> round(e.cue().weight()),
            e -> round(e.share()),
            e -> round(e.pull()))
        .containsExactly(
            tuple(CueCode.RATING, .706, .458, .519),
            tuple(CueCode.COMPLAINT_WORDS, 1.059, .387, -1.206),
            tuple(CueCode.PRAISE, .353, .129, 1.694),
            tuple(CueCode.PRIOR, 1.0, .026, .394));
    assertThat(reading.level()).isEqualTo(Level.EXPECTED);
    assertThat(round(reading.latent().mean())).isEqualTo(3.106);
    assertThat(round(Math.sqrt(reading.latent().variance()))).isEqualTo(1.137);
    assertThat(round(reading.confidence())).isEqualTo(.338);
  }

  @ParameterizedTest
  @CsvSource({
    "angry, 1",
    "ANGRY, 1",
    "tức giận, 1",
    "tuc gian, 1",
    "Disappointed, 2",
    "neutral, 3",
    "hài lòng, 4",
    "happy, 4",
    "wow, 5",
    "😡, 2",
    "rất tệ, 2"
  })
  void anEmotionHasALevelOrIsReadAsText(String emotion, int level) {
    Feedback feedback = feedback(null, null, null, null, emotion, null, null, null);

    assertThat(MODEL.read(CUES.of(feedback)).orElseThrow().level().number()).isEqualTo(level);
  }

  @Test
  void whatIsOutOfRangeIsNoCue() {
    assertThat(CUES.of(feedback(7.0, 1d, 5d, null))).isEmpty();
    assertThat(CUES.of(feedback(3.0, 5d, 1d, null))).isEmpty();
    assertThat(CUES.of(feedback(3.0, 3d, 3d, null))).isEmpty();
    assertThat(CUES.of(feedback(3.0, null, null, null))).isEmpty();
    assertThat(CUES.of(feedback(Double.NaN, 1d, 5d, null))).isEmpty();
    assertThat(CUES.of(feedback(null, null, null, null, "zzz", 11, null, null))).isEmpty();
    assertThat(CUES.of(feedback(null, null, null, null, null, -1, null, null))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfObservationIsRead(Observation.Kind kind) {
    List<Cue> cues = CUES.of(new Observation("c", 0, "o", kind, null, null, null));

    boolean silent =
        List.of("STAYING", "SUGGESTION", "REASON_STATED", "IMPRESSION", "OTHER")
            .contains(kind.name());
    assertThat(cues).hasSize(silent ? 0 : 1);
    var said = new Observation("c", 0, "o", kind, null, "khách rất hài lòng", null);
    assertThat(CUES.of(said)).hasSize(silent ? 1 : 2);
  }

  private static List<Cue> someCues(Random random) {
    var codes = new ArrayList<>(ExperienceRules.tabled());
    var cues = new ArrayList<Cue>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      cues.add(RULES.cue(codes.get(random.nextInt(codes.size()))));
    }
    return cues;
  }

  private static double round(double value) {
    return Math.rint(value * 1000) / 1000;
  }

  private static Reading read(double stars, @Nullable String comment) {
    return MODEL.read(CUES.of(feedback(stars, 1d, 5d, comment))).orElseThrow();
  }

  private static Feedback feedback(
      @Nullable Double rating,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable String comment) {
    return feedback(rating, min, max, comment, null, null, null, null);
  }

  private static Feedback shouted(String comment, double rating) {
    return feedback(rating, 1d, 5d, comment, null, null, null, true);
  }

  private static Feedback feedback(
      @Nullable Double rating,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable String comment,
      @Nullable String emotion,
      @Nullable Integer nps,
      @Nullable String lang,
      @Nullable Boolean isPublic) {
    return new Feedback(
        "c", 0, "f", rating, min, max, null, nps, null, emotion, comment, lang, null, isPublic,
        null, null, null, null, null);
  }
}
