package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.AdvocacyRules;
import dev.customerhealth.domain.rules.CapRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.ScoreRules;
import dev.customerhealth.domain.score.Cap;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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

  public ExperienceView(
      Experience experience, ExperienceRules rules, ScoreRules score, CalendarDays calendar) {
    this.experience = experience;
    this.rules = rules;
    this.score = score;
    this.model = new ExperienceModel(rules);
    this.calendar = calendar;
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
              Bound bound = bound(atMillis, silent);
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
    List<Cue> shared = model.shared(cues.stream().map(TimedCue::cue).toList());
    CueSums sums = CueSums.NOTHING;
    for (int i = 0; i < shared.size(); i++) {
      double halfLives = (atMillis - cues.get(i).timeMillis()) / halfLifeMillis();
      sums = sums.plus(CueSums.of(List.of(shared.get(i))).times(StrictMath.pow(2, -halfLives)));
    }
    return sums;
  }

  private double halfLifeMillis() {
    return rules.halfLifeDays() * CalendarDays.MILLIS_PER_DAY;
  }

  /**
   * What holds the level at 1, else what lifts it to 6; null when nothing does. A silence is a
   * level 2 that came later: it lets nothing lift.
   */
  private @Nullable Bound bound(long atMillis, boolean silent) {
    Bound hold = hold(atMillis);
    return hold == null && !silent ? lift(atMillis) : hold;
  }

  private @Nullable Bound hold(long atMillis) {
    for (Occasion occasion : experience.occasions) {
      CueCode code = occasion.bound();
      boolean holds = code != null && rules.bounds().hold().contains(code);
      if (code != null
          && holds
          && isInReach(occasion.timeMillis(), atMillis)
          && !isResolved(occasion)) {
        return new Bound(code, Level.TERRIBLE);
      }
    }
    boolean complaints =
        rules.bounds().hold().contains(CueCode.COMPLAINT_CASE) && complaintsCount();
    boolean open = hasOpenComplaint(atMillis);
    return complaints && open ? new Bound(CueCode.COMPLAINT_CASE, Level.TERRIBLE) : null;
  }

  private boolean complaintsCount() {
    return rules.cue(CueCode.COMPLAINT_CASE).counts();
  }

  private boolean hasOpenComplaint(long atMillis) {
    return cases(atMillis).anyMatch(file -> file.isComplaint() && file.isOpen(score.care()));
  }

  private @Nullable Bound lift(long atMillis) {
    long lastBad = lastBadMillis();
    for (Occasion occasion : experience.occasions) {
      CueCode code = occasion.bound();
      boolean lifts = code != null && rules.bounds().lift().contains(code);
      if (code != null && lifts && counts(occasion.timeMillis(), lastBad, atMillis)) {
        return new Bound(code, Level.UNBELIEVABLE);
      }
    }
    boolean converted =
        rules.bounds().lift().contains(CueCode.REFERRAL_CONVERTED)
            && experience.referrals.stream()
                .map(file -> file.convertedMillis)
                .filter(Objects::nonNull)
                .anyMatch(millis -> counts(millis, lastBad, atMillis));
    if (converted) {
      return new Bound(CueCode.REFERRAL_CONVERTED, Level.UNBELIEVABLE);
    }
    long surprises =
        experience.occasions.stream()
            .filter(Occasion::isSurprising)
            .filter(occasion -> occasion.timeMillis() > lastBad)
            .filter(occasion -> atMillis - occasion.timeMillis() < halfLifeMillis())
            .count();
    return surprises >= rules.bounds().liftFromSurprises()
        ? new Bound(CueCode.SURPRISE, Level.UNBELIEVABLE)
        : null;
  }

  private boolean counts(long millis, long lastBad, long atMillis) {
    return millis > lastBad && isInReach(millis, atMillis);
  }

  /** When the newest level of 2 or less was given; the beginning of time when none was. */
  private long lastBadMillis() {
    long last = Long.MIN_VALUE;
    for (Occasion occasion : experience.occasions) {
      last = occasion.isBad() ? Math.max(last, occasion.timeMillis()) : last;
    }
    for (CaseFile file : experience.cases) {
      for (CasePhase phase : file.phases(score.care())) {
        last = file.isComplaint() ? Math.max(last, phase.from()) : last;
      }
    }
    return last;
  }

  private boolean isInReach(long millis, long atMillis) {
    return calendar.dayOf(atMillis) - calendar.dayOf(millis) < Ledger.REACH_DAYS;
  }

  private boolean isResolved(Occasion occasion) {
    return resolvedAfter(occasion) != null;
  }

  /**
   * A complaint that waits for its resolution.
   *
   * @param sinceMillis when it was opened, or opened again
   * @param late whether a limit was missed
   */
  public record OpenComplaint(String caseId, long sinceMillis, boolean late) {}

  /** In the order of their ids. */
  public List<OpenComplaint> openComplaints(long atMillis) {
    var open = new ArrayList<OpenComplaint>(experience.cases.size());
    for (CaseFile file : experience.cases) {
      Long since = file.openSinceMillis(score.care());
      if (since != null && file.isComplaint() && isInReach(file.lastStepMillis(), atMillis)) {
        open.add(new OpenComplaint(file.caseId(), since, file.isLate(score.care(), atMillis)));
      }
    }
    return open;
  }

  /** Whether what went wrong at an instant was put right since; see {@link #resolvedAfter}. */
  public boolean isMadeGood(@Nullable String caseId, long timeMillis) {
    return resolvedAfter(caseId, timeMillis) != null;
  }

  /** Whether staff noted later than that that the customer stays. */
  public boolean isStayingAfter(long timeMillis) {
    return experience.occasions.stream()
        .anyMatch(o -> o.intent() == Occasion.Intent.STAYING && o.timeMillis() > timeMillis);
  }

  /**
   * When what went wrong was put right: when its own case was resolved, or, where it names none
   * that is known, any complaint of the customer. Null while that has not happened.
   */
  private @Nullable Long resolvedAfter(Occasion occasion) {
    return resolvedAfter(occasion.caseId(), occasion.timeMillis());
  }

  private @Nullable Long resolvedAfter(@Nullable String caseId, long timeMillis) {
    CaseFile own = caseId == null ? null : experience.caseFile(caseId);
    List<CaseFile> files =
        own == null
            ? experience.cases.stream().filter(CaseFile::isComplaint).toList()
            : List.of(own);
    Long first = null;
    for (CaseFile file : files) {
      Long resolved = file.resolvedMillis(score.care());
      boolean later = resolved != null && resolved > timeMillis;
      if (resolved != null && later && (first == null || resolved < first)) {
        first = resolved;
      }
    }
    return first;
  }

  /** The worst handling of any case, 0 to 1; null without one. */
  public @Nullable Double care(long atMillis) {
    return cases(atMillis)
        .map(file -> file.care(score.care(), atMillis))
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  public int openCases(long atMillis) {
    return (int) cases(atMillis).filter(file -> file.isOpen(score.care())).count();
  }

  /** A case of which nothing was heard for the whole reach is as good as forgotten. */
  private Stream<CaseFile> cases(long atMillis) {
    return experience.cases.stream().filter(file -> isInReach(file.lastStepMillis(), atMillis));
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

  /**
   * The limits in force, each once.
   *
   * @param lastCameMillis the last occurrence; {@code Long.MIN_VALUE} when there was none
   * @param purchasesAfter how often the customer bought on the days after a day, up to now
   */
  public List<Cap> caps(long atMillis, long lastCameMillis, PurchasesAfter purchasesAfter) {
    int day = calendar.dayOf(atMillis);
    var caps = new ArrayList<Cap>(3);
    double terrible = terribleLimit(atMillis, lastCameMillis);
    if (terrible < 100) {
      caps.add(new Cap(Cap.Name.TERRIBLE, terrible));
    }
    if (experience.occasions.stream().anyMatch(o -> o.level() == Level.BASIC && isFresh(o, day))) {
      caps.add(new Cap(Cap.Name.BASIC, score.caps().basicCap()));
    }
    if (isLeaving(atMillis, purchasesAfter)) {
      caps.add(new Cap(Cap.Name.LEAVING, score.caps().leavingCap()));
    }
    return caps;
  }

  /**
   * Whether something that went wrong is still open: a complaint, a declared leaving, or a terrible
   * service that still keeps the customer from being healthy.
   *
   * @param caps those in force at that instant
   */
  public boolean isHurt(long atMillis, List<Cap> caps) {
    return (complaintsCount() && hasOpenComplaint(atMillis))
        || caps.stream().anyMatch(cap -> cap.name() == Cap.Name.LEAVING || isDeep(cap));
  }

  private boolean isDeep(Cap cap) {
    return cap.name() == Cap.Name.TERRIBLE && cap.limit() < score.bands().healthyFrom();
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

  private boolean isFresh(Occasion occasion, int day) {
    return day - calendar.dayOf(occasion.timeMillis()) < score.caps().basicDays();
  }

  /** Points to which experiences of level 1 hold the score; 100 or more when none does. */
  private double terribleLimit(long atMillis, long lastCameMillis) {
    int day = calendar.dayOf(atMillis);
    double limit = Double.POSITIVE_INFINITY;
    for (Occasion occasion : experience.occasions) {
      if (occasion.level() == Level.TERRIBLE
          && !isMadeUp(resolvedAfter(occasion), lastCameMillis)) {
        limit = Math.min(limit, risen(day - calendar.dayOf(occasion.timeMillis())));
      }
    }
    for (CaseFile file : cases(atMillis).toList()) {
      Long opened = file.openedMillis(score.care());
      if (opened != null
          && complaintsCount()
          && file.isComplaint()
          && !isMadeUp(file.resolvedMillis(score.care()), lastCameMillis)) {
        limit = Math.min(limit, risen(day - calendar.dayOf(opened)));
      }
    }
    return limit;
  }

  /** Answered, and come again since. */
  private static boolean isMadeUp(@Nullable Long resolvedMillis, long lastCameMillis) {
    return resolvedMillis != null && lastCameMillis > resolvedMillis;
  }

  private double risen(int days) {
    CapRules caps = score.caps();
    return caps.terribleCap() + Math.max(0, days - caps.terribleDays()) * caps.terribleRisePerDay();
  }

  /** How often the customer bought on the days after a day. */
  @FunctionalInterface
  public interface PurchasesAfter {
    int count(int day);
  }

  /** Whether staff noted that the customer leaves, and nothing has contradicted it since. */
  public boolean isLeaving(long atMillis, PurchasesAfter purchasesAfter) {
    Occasion newest = null;
    for (Occasion occasion : experience.occasions) {
      newest = occasion.intent() == Occasion.Intent.NONE ? newest : occasion;
    }
    return newest != null
        && newest.intent() == Occasion.Intent.LEAVING
        && isInReach(newest.timeMillis(), atMillis)
        && purchasesAfter.count(calendar.dayOf(newest.timeMillis()))
            < score.caps().leavingEndsAfterPurchases();
  }

  /** Whether a competitor was mentioned from one day on, before another. */
  public boolean heardOfCompetitor(int fromDay, int beforeDay) {
    return experience.occasions.stream()
        .filter(Occasion::competitor)
        .mapToInt(occasion -> calendar.dayOf(occasion.timeMillis()))
        .anyMatch(day -> day >= fromDay && day < beforeDay);
  }

  /** The next instant at which a case misses a limit; null when none can. */
  public @Nullable Long nextCaseLimit(long afterMillis) {
    return experience.cases.stream()
        .map(file -> file.nextLimit(score.care(), afterMillis))
        .filter(Objects::nonNull)
        .min(Long::compare)
        .orElse(null);
  }
}
