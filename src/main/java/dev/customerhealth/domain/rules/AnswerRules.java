package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.Feedback.Expectation;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Where the answers of surveys point: centres and widths in levels.
 *
 * @param ratingLowest centre of the lowest rating of any scale; default 1
 * @param ratingHighest centre of the highest; default 4.5: bare five stars are "as desired", four
 *     in ten customers give them. In between along a straight line
 * @param npsCentres of the answers 0 to 10, never falling
 * @param expectationCentres of every answer, never falling
 * @param emotionCentres by the name of the emotion as it is sent, compared without case and accents
 */
public record AnswerRules(
    double ratingLowest,
    double ratingHighest,
    double ratingWidth,
    List<Double> npsCentres,
    double npsWidth,
    Map<Expectation, Double> expectationCentres,
    double expectationWidth,
    Map<String, Double> emotionCentres,
    double emotionWidth) {

  public AnswerRules {
    npsCentres = List.copyOf(npsCentres);
    var centres = new EnumMap<Expectation, Double>(Expectation.class);
    centres.putAll(expectationCentres);
    expectationCentres = Collections.unmodifiableMap(centres);
    emotionCentres = Collections.unmodifiableMap(new TreeMap<>(emotionCentres));
  }

  /**
   * @param share where the rating lies on its scale, 0 to 1
   */
  public Cue rating(double share) {
    double centre = ratingLowest + (ratingHighest - ratingLowest) * share;
    return Cue.of(CueCode.RATING, centre, ratingWidth, 1);
  }

  /**
   * @param answer 0 to 10
   */
  public Cue nps(int answer) {
    return Cue.of(CueCode.NPS, npsCentres.get(answer), npsWidth, 1);
  }

  public Cue expectation(Expectation answer) {
    double centre = Objects.requireNonNull(expectationCentres.get(answer));
    return Cue.of(CueCode.EXPECTATION, centre, expectationWidth, 1);
  }

  public Cue emotion(double centre) {
    return Cue.of(CueCode.EMOTION, centre, emotionWidth, 1);
  }
}
