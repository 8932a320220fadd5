package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.ScoreRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a customer was served, under the rules, ready to be asked about many instants; the books must
 * not change meanwhile. Instants are epoch milliseconds, days are epoch days.
 */
public final class ExperienceView {

  /** How vague one word to others is, on the line from 0 to 1; all are alike. */
  private static final double STATEMENT_WIDTH = 1;

  private final Experience experience;
  private final ExperienceRules rules;
  private final ScoreRules score;
  private final ExperienceModel model;
  private final CalendarDays calendar;
  private final Bounds bounds;

  /** What was put right, and what waits for it. */
  public final Complaints complaints;

  /** The limits that it sets to the score. */
  public final ExperienceCaps caps;

  public ExperienceView(
      Experience experience, ExperienceRules rules, ScoreRules score, CalendarDays calendar) {
    this.experience = experience;
    this.rules = rules;
    this.score = score;
    this.model = new ExperienceModel(rules);
    this.calendar = calendar;
    Reach reach = new Reach(calendar);
    boolean complaintsCount = rules.cue(CueCode.COMPLAINT_CASE).counts();
    this.complaints = new Complaints(experience, score.care(), reach, complaintsCount);
    this.bounds = new Bounds(experience, rules, score.care(), reach, complaints);
    this.caps = new ExperienceCaps(experience, score, calendar, reach, complaints);
  }

  /**
   * The running level.
   *
   * @param behaviour the latest thing that the customer's coming, or staying away, says
   * @return empty when nothing is known any more: missing is not average
   */
  public Optional<RunningLevel> level(long atMillis, @Nullable TimedCue behaviour) {
    return model
        .running(sums(atMillis, behaviour))
        .map(
            latent -> {
              boolean silent =
                  behaviour != null && behaviour.cue().code() == CueCode.SILENT_NON_RETURN;
              Bound bound = bounds.at(atMillis, silent);
              Level level = bound == null ? latent.level() : bound.level();
              boolean confirmed =
                  experience.silence != null
                      && experience.silence.state() == ServiceLevel.State.CONFIRMED;
              return new RunningLevel(level, latent, bound, silent && !confirmed);
            });
  }

  /** All that is known at an instant, faded. */
  CueSums sums(long atMillis, @Nullable TimedCue behaviour) {
    LatentSums said = experience.said;
    CueSums sums = said == null ? CueSums.NOTHING : said.at(atMillis);
    for (CaseFile file : experience.cases) {
      sums = sums.plus(faded(file.cues(rules, score.care(), atMillis), atMillis));
    }
    for (ReferralFile file : experience.referrals) {
      sums = sums.plus(faded(file.cues(rules), atMillis));
    }
    return behaviour == null ? sums : sums.plus(faded(List.of(behaviour), atMillis));
  }

  /** The cues of one occasion share their precision; each fades from its own time. */
  private CueSums faded(List<TimedCue> cues, long atMillis) {
    List<Cue> shared = model.shared(TimedCue.cues(cues));
    CueSums sums = CueSums.NOTHING;
    for (int i = 0; i < shared.size(); i++) {
      double halfLives = (atMillis - cues.get(i).timeMillis()) / halfLifeMillis();
      CueSums fresh = CueSums.NOTHING.plus(shared.get(i));
      sums = sums.plus(fresh.times(StrictMath.pow(2, -halfLives)));
    }
    return sums;
  }

  private double halfLifeMillis() {
    return rules.halfLifeDays() * CalendarDays.MILLIS_PER_DAY;
  }

  /** The worst handling of any case, 0 to 1; null without one. */
  public @Nullable Double care(long atMillis) {
    Double worst = null;
    for (CaseFile file : experience.cases) {
      Double care =
          complaints.isRemembered(file, atMillis) ? file.care(score.care(), atMillis) : null;
      worst = care == null || (worst != null && worst <= care) ? worst : care;
    }
    return worst;
  }

  public int openCases(long atMillis) {
    int open = 0;
    for (CaseFile file : experience.cases) {
      open += complaints.isRemembered(file, atMillis) && file.isOpen(score.care()) ? 1 : 0;
    }
    return open;
  }

  /** The mean of what the customer said of us to others, 0 to 1; null when all has faded. */
  public @Nullable Double advocacy(long atMillis) {
    LatentSums said = experience.advocacy;
    CueSums sums = said == null ? CueSums.NOTHING : said.at(atMillis);
    for (ReferralFile file : experience.referrals) {
      TimedCue told = statement(file, rules.advocacy());
      double days = (double) (atMillis - told.timeMillis()) / CalendarDays.MILLIS_PER_DAY;
      double left = StrictMath.pow(2, -days / rules.advocacy().halfLifeDays());
      sums = sums.plus(CueSums.of(List.of(told.cue())).times(left));
    }
    return sums.p() < rules.missingBelow() ? null : (Double) clamped(sums.mean());
  }

  /** A referral is a word to another, and worth more when that one came. */
  public static TimedCue statement(ReferralFile file, AdvocacyRules advocacy) {
    Long converted = file.convertedMillis;
    return converted == null
        ? new TimedCue(statement(advocacy.toldSomebody()), file.referredMillis())
        : new TimedCue(statement(advocacy.referralConverted()), converted);
  }

  /** One word to others, on the line from 0 to 1. */
  public static Cue statement(double value) {
    return Cue.of(CueCode.TOLD_SOMEBODY, value, STATEMENT_WIDTH, 1);
  }

  /**
   * The experience as a part of the score, 0 to 1. Behaviour alone is not counted here: whether the
   * customer comes back is what another part of the score measures.
   *
   * @return null when nothing was said, or all of it has faded
   */
  public @Nullable Double share(long atMillis, @Nullable TimedCue behaviour) {
    CueSums told = sums(atMillis, null);
    if (model.running(told).isEmpty()) {
      return null;
    }
    CueSums all = behaviour == null ? told : told.plus(faded(List.of(behaviour), atMillis));
    return model.running(all).map(latent -> clamped((latent.mean() - 1) / 5)).orElse(null);
  }

  private static double clamped(double share) {
    return Math.min(1, Math.max(0, share));
  }

  /** Whether nothing is left that time could change. */
  public boolean isSpent(long atMillis) {
    boolean nothingOpen =
        experience.occasions.isEmpty()
            && experience.cases.isEmpty()
            && experience.referrals.isEmpty();
    return nothingOpen
        && advocacy(atMillis) == null
        && model.running(sums(atMillis, null)).isEmpty();
  }

  /** Whether a competitor was mentioned from one day on, before another. */
  public boolean heardOfCompetitor(int fromDay, int beforeDay) {
    for (Occasion occasion : experience.occasions) {
      int day = occasion.competitor() ? calendar.dayOf(occasion.timeMillis()) : Integer.MIN_VALUE;
      if (occasion.competitor() && day >= fromDay && day < beforeDay) {
        return true;
      }
    }
    return false;
  }

  /** The next instant at which a case misses a limit; null when none can. */
  public @Nullable Long nextCaseLimit(long afterMillis) {
    Long next = null;
    for (CaseFile file : experience.cases) {
      Long limit = file.nextLimit(score.care(), afterMillis);
      next = limit == null || (next != null && next <= limit) ? next : limit;
    }
    return next;
  }
}
