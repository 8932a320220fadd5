package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cues in what a customer answered and said, and in what staff noticed. Makes nothing of what
 * is out of range: the border has rejected it, and nobody is hurt by what got through.
 */
public final class FeedbackCues {

  /** Where level 3, as expected, begins. */
  private static final double EXPECTED_FROM = 2.5;

  private final ExperienceRules rules;
  private @Nullable TextCues text;
  private final Map<String, Double> emotions = new HashMap<>();

  public FeedbackCues(ExperienceRules rules) {
    this.rules = rules;
    rules.answers().emotionCentres().forEach((name, centre) -> emotions.put(name(name), centre));
  }

  /** All cues of a piece of feedback, each with its full weight. */
  public List<Cue> of(Feedback feedback) {
    var cues = new ArrayList<Cue>();
    addRating(feedback, cues);
    addNps(feedback.nps(), cues);
    Feedback.Expectation expectation = feedback.expectation();
    if (expectation != null) {
      cues.add(rules.answers().expectation(expectation));
    }
    addEmotion(feedback.emotion(), feedback.lang(), cues);
    List<Cue> words = ofText(feedback);
    cues.addAll(words);
    if (Boolean.TRUE.equals(feedback.isPublic()) && praises(words) && !complains(cues)) {
      cues.add(rules.cue(CueCode.PUBLIC_PRAISE));
    }
    return counting(cues);
  }

  /** More than a kind word: surprise, or praise that is passed on. */
  private static boolean praises(List<Cue> words) {
    boolean praise = has(words, CueCode.PRAISE) && has(words, CueCode.TOLD_SOMEBODY);
    return praise || has(words, CueCode.SURPRISE);
  }

  /** Whether anything in it points below level 3; a bad rating among surprised words, too. */
  private static boolean complains(List<Cue> cues) {
    return cues.stream().anyMatch(cue -> cue.centre() < EXPECTED_FROM);
  }

  private static boolean has(List<Cue> cues, CueCode code) {
    return cues.stream().anyMatch(cue -> cue.code() == code);
  }

  /** The cues of its comment alone. */
  public List<Cue> ofText(Feedback feedback) {
    var cues = new ArrayList<Cue>();
    boolean toMany = Boolean.TRUE.equals(feedback.isPublic());
    addText(feedback.comment(), feedback.lang(), toMany, cues);
    return cues;
  }

  /** All cues of what staff noticed. */
  public List<Cue> of(Observation observation) {
    var cues = new ArrayList<Cue>();
    CueCode code = code(observation.kind());
    if (code != null) {
      cues.add(rules.cue(code));
    }
    addText(observation.comment(), null, false, cues);
    return counting(cues);
  }

  private static List<Cue> counting(List<Cue> cues) {
    cues.removeIf(cue -> !cue.counts());
    return cues;
  }

  /** The cue that a kind of observation is; null for a kind that says nothing by itself. */
  private static @Nullable CueCode code(Observation.Kind kind) {
    return switch (kind) {
      case DISLIKE -> CueCode.DISLIKE;
      case COMPETITOR_PRICE, COMPETITOR_PROMOTION -> CueCode.COMPETITOR_MENTIONED;
      case LEAVING -> CueCode.LEAVING;
      case PROMISE_BROKEN -> CueCode.PROMISE_BROKEN;
      case PRAISE -> CueCode.PRAISE;
      case STAYING, SUGGESTION, REASON_STATED, IMPRESSION, OTHER -> null;
    };
  }

  private void addRating(Feedback feedback, List<Cue> cues) {
    Double rating = feedback.rating();
    Double min = feedback.scaleMin();
    Double max = feedback.scaleMax();
    if (rating == null || min == null || max == null) {
      return;
    }
    double share = (rating - min) / (max - min);
    if (min < max && share >= 0 && share <= 1) {
      cues.add(rules.answers().rating(share));
    }
  }

  private void addNps(@Nullable Integer answer, List<Cue> cues) {
    if (answer != null && answer >= 0 && answer <= 10) {
      cues.add(rules.answers().nps(answer));
    }
  }

  /** An emotion that the rules do not name is read as a text. */
  private void addEmotion(@Nullable String emotion, @Nullable String lang, List<Cue> cues) {
    if (emotion == null) {
      return;
    }
    Double centre = emotions.get(name(emotion));
    if (centre == null) {
      addText(emotion, lang, false, cues);
    } else {
      cues.add(rules.answers().emotion(centre));
    }
  }

  private void addText(
      @Nullable String comment, @Nullable String lang, boolean toMany, List<Cue> cues) {
    if (comment != null) {
      cues.addAll(text().of(comment, lang, toMany));
    }
  }

  /** Made when the first text comes: most customers never write any. */
  private TextCues text() {
    TextCues known = text;
    if (known == null) {
      known = new TextCues(rules);
      text = known;
    }
    return known;
  }

  private static String name(String emotion) {
    return FoldedText.of(emotion).text().strip();
  }
}
