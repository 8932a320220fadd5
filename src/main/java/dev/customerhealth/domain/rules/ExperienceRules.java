package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Prior;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How experience is read. One for all segments: levels of staff members, channels and stages are
 * sums over customers of all of them.
 *
 * @param halfLifeDays days after which a cue counts half, 1 to 3650; default 180
 * @param missingBelow faded precision below which a running level is missing; default .3
 * @param shareLimit the cues of one occasion together count at most this many times as much as the
 *     strongest of them, from 1; default 1.5
 * @param minimumSample occasions from which on the standing of a staff member, a channel or a stage
 *     is published, 1 to 1000000; default 5
 * @param cues where every cue points that is not an answer
 * @param returns when a return is early, on rhythm or late
 * @param advocacy what speaking about us is worth in the score
 * @param referrals when a referral converts
 */
public record ExperienceRules(
    Prior prior,
    double halfLifeDays,
    double missingBelow,
    double shareLimit,
    int minimumSample,
    AnswerRules answers,
    Map<CueCode, CueRule> cues,
    BoundRules bounds,
    ReturnRules returns,
    AdvocacyRules advocacy,
    TextRules text,
    ReferralRules referrals) {

  /** These have places of their own in the rules. */
  private static final Set<CueCode> ANSWERS =
      EnumSet.of(CueCode.PRIOR, CueCode.RATING, CueCode.NPS, CueCode.EXPECTATION, CueCode.EMOTION);

  public ExperienceRules {
    var copy = new EnumMap<CueCode, CueRule>(CueCode.class);
    copy.putAll(cues);
    if (!copy.keySet().equals(tabled())) {
      throw new IllegalArgumentException("cues must be " + tabled() + ", are " + copy.keySet());
    }
    cues = Collections.unmodifiableMap(copy);
  }

  /** The cues that stand in the table {@code cues}: all but the answers. */
  public static Set<CueCode> tabled() {
    return EnumSet.complementOf(EnumSet.copyOf(ANSWERS));
  }

  /**
   * @param code not an answer
   */
  public Cue cue(CueCode code) {
    return Objects.requireNonNull(cues.get(code)).cue(code);
  }
}
