package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.CareRules;
import dev.customerhealth.domain.rules.ExperienceRules;
import org.jspecify.annotations.Nullable;

/** What holds a customer's running level at 1 or lifts it to 6, whatever the sums say. */
record Bounds(
    Experience experience,
    ExperienceRules rules,
    CareRules care,
    Reach reach,
    Complaints complaints) {

  /**
   * What holds the level at 1, else what lifts it to 6; null when nothing does. A silence is a
   * level 2 that came later: it lets nothing lift.
   */
  @Nullable Bound at(long atMillis, boolean silent) {
    Bound hold = hold(atMillis);
    return hold == null && !silent ? lift(atMillis) : hold;
  }

  private @Nullable Bound hold(long atMillis) {
    for (Occasion occasion : experience.occasions) {
      CueCode code = occasion.bound();
      boolean holds = code != null && rules.bounds().hold().contains(code);
      if (code != null
          && holds
          && reach.holds(occasion.timeMillis(), atMillis)
          && complaints.resolvedAfter(occasion) == null) {
        return new Bound(code, Level.TERRIBLE);
      }
    }
    boolean holds = rules.bounds().hold().contains(CueCode.COMPLAINT_CASE);
    return holds && complaints.isAnyOpen(atMillis)
        ? new Bound(CueCode.COMPLAINT_CASE, Level.TERRIBLE)
        : null;
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
    if (rules.bounds().lift().contains(CueCode.REFERRAL_CONVERTED)
        && anyConverted(lastBad, atMillis)) {
      return new Bound(CueCode.REFERRAL_CONVERTED, Level.UNBELIEVABLE);
    }
    return surprises(lastBad, atMillis) >= rules.bounds().liftFromSurprises()
        ? new Bound(CueCode.SURPRISE, Level.UNBELIEVABLE)
        : null;
  }

  private boolean anyConverted(long lastBad, long atMillis) {
    for (ReferralFile file : experience.referrals) {
      Long converted = file.convertedMillis;
      if (converted != null && counts(converted, lastBad, atMillis)) {
        return true;
      }
    }
    return false;
  }

  /** Within one half-life. */
  private int surprises(long lastBad, long atMillis) {
    double halfLifeMillis = rules.halfLifeDays() * CalendarDays.MILLIS_PER_DAY;
    int count = 0;
    for (Occasion occasion : experience.occasions) {
      long at = occasion.timeMillis();
      boolean counts = at > lastBad && atMillis - at < halfLifeMillis;
      count += counts && occasion.isSurprising() ? 1 : 0;
    }
    return count;
  }

  private boolean counts(long millis, long lastBad, long atMillis) {
    return millis > lastBad && reach.holds(millis, atMillis);
  }

  /** When the newest level of 2 or less was given; the beginning of time when none was. */
  private long lastBadMillis() {
    long last = Long.MIN_VALUE;
    for (Occasion occasion : experience.occasions) {
      last = occasion.isBad() ? Math.max(last, occasion.timeMillis()) : last;
    }
    for (CaseFile file : experience.cases) {
      for (CasePhase phase : file.phases(care)) {
        last = file.isComplaint() ? Math.max(last, phase.from()) : last;
      }
    }
    return last;
  }
}
