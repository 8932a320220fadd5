package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ExperienceView;
import dev.customerhealth.domain.experience.OwnGaps;
import dev.customerhealth.domain.experience.ServiceLevel.State;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.ExperienceRules;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.score.LifeStatus;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a customer's coming, or staying away, says. A function of the books and the day: nothing of
 * it is kept, so nothing has to be taken back when a late event changes them. Days are epoch days.
 */
final class Behaviour {

  private final Customer customer;
  private final SegmentRules segment;
  private final @Nullable CustomerCadence cadence;
  private final ExperienceView experience;
  private final ExperienceRules rules;
  private final CalendarDays calendar;
  private @Nullable OptionalInt atRiskFrom;
  private @Nullable Optional<TimedCue> returned;

  Behaviour(
      Customer customer,
      SegmentRules segment,
      @Nullable CustomerCadence cadence,
      ExperienceView experience,
      ExperienceRules rules,
      CalendarDays calendar) {
    this.customer = customer;
    this.segment = segment;
    this.cadence = cadence;
    this.experience = experience;
    this.rules = rules;
    this.calendar = calendar;
  }

  /**
   * Silent beyond the own gap, and likely to stay so over both horizons; one occurrence is no
   * rhythm.
   */
  boolean isOverdue(int day, @Nullable Double ownRisk) {
    OverdueRules overdue = segment.overdue();
    return cadence != null
        && ownRisk != null
        && customer.rhythm.days() > 1
        && day >= cadence.gateDay()
        && ownRisk >= overdue.ownRisk()
        && silenceRisk(day) >= overdue.watchRisk();
  }

  /** How far the silence has come by a day, once more than the own gap has passed. */
  Absence absence(Outlook on) {
    if (on.status() == LifeStatus.LOST) {
      return Absence.LOST;
    }
    if (on.overdue()) {
      boolean call = silenceRisk(on.day()) >= segment.overdue().callRisk();
      return call ? Absence.CALL : Absence.WATCH;
    }
    boolean hurt = customer.signalled.hurtMillis > customer.lastOccurrenceMillis;
    return hurt && isBeyondGap(on.day()) ? Absence.SILENT : Absence.NONE;
  }

  /** With one occurrence only: longer than a new customer may be silent. */
  private boolean isBeyondGap(int day) {
    if (cadence == null) {
      return false;
    }
    return customer.rhythm.days() > 1
        ? day >= cadence.gateDay()
        : customer.rhythm.silentDays(day)
            >= segment.life().newGaps() * segment.cadence().typicalGapDays();
  }

  /** Over the segment's horizon; 0 before the first occurrence. */
  double silenceRisk(int day) {
    return cadence == null ? 0 : cadence.silenceRisk(day, segment.horizonDays());
  }

  /** First day on which the customer is overdue if nothing happens; empty for one-time buyers. */
  OptionalInt atRiskFrom() {
    OptionalInt known = atRiskFrom;
    if (known == null) {
      known =
          cadence == null || customer.rhythm.days() < 2
              ? OptionalInt.empty()
              : cadence.firstDayAtRisk(
                  segment.horizonDays(),
                  segment.overdue().watchRisk(),
                  segment.overdue().ownRisk());
      atRiskFrom = known;
    }
    return known;
  }

  /** What the silence since the last occurrence is worth saying. */
  State silence(boolean overdue, boolean lost) {
    boolean speechless = overdue && saidDay() < customer.rhythm.lastDay();
    return !speechless ? State.WITHDRAWN : lost ? State.CONFIRMED : State.PROVISIONAL;
  }

  /** Day on which the customer was last heard of other than by coming. */
  private int saidDay() {
    long said = customer.experience.saidMillis;
    return said == Experience.NEVER_SAID ? Integer.MIN_VALUE : calendar.dayOf(said);
  }

  /** What there is to publish of the silence since the last occurrence; null for nothing new. */
  @Nullable Silence next(Outlook now) {
    String lastId = customer.lastOccurrenceId;
    Silence told = customer.experience.silence;
    boolean nothing = told == null && now.silence() == State.WITHDRAWN;
    if (nothing || customer.refusesAnalytics() || lastId == null) {
      return null;
    }
    int lastDay = customer.rhythm.lastDay();
    boolean current = told != null && told.lastDay() == lastDay;
    Silence base = told == null || !current ? Silence.after(lastId, lastDay, now.day()) : told;
    return base.movedTo(now.silence(), saidDay(), now.day());
  }

  /** The cue of the latest behaviour: only that one counts. */
  @Nullable TimedCue cue(int day, State silence) {
    if (silence != State.WITHDRAWN) {
      int since = atRiskFrom().orElse(day);
      return new TimedCue(rules.cue(CueCode.SILENT_NON_RETURN), calendar.startOf(since));
    }
    if (customer.rhythm.silentDays(day) >= Ledger.REACH_DAYS) {
      // The books no longer say how that return came about.
      return null;
    }
    Optional<TimedCue> known = returned;
    if (known == null) {
      known = Optional.ofNullable(returned());
      returned = known;
    }
    return known.orElse(null);
  }

  private @Nullable TimedCue returned() {
    Rhythm rhythm = customer.rhythm;
    if (rhythm.days() < 2) {
      return null;
    }
    Integer before =
        customer.ledger.dayBefore(rhythm.lastDay(), Booking.occurrence(customer.basis));
    Integer previous = before == null ? customer.droppedOccurrence : before;
    if (previous == null || previous >= rhythm.lastDay()) {
      return null;
    }
    CueCode code = returned(rhythm, previous);
    return code == null ? null : new TimedCue(rules.cue(code), calendar.startOf(rhythm.lastDay()));
  }

  private @Nullable CueCode returned(Rhythm rhythm, int previousDay) {
    if (experience.heardOfCompetitor(previousDay, rhythm.lastDay())) {
      return CueCode.LACK_OF_CHOICE;
    }
    return OwnGaps.before(rhythm, previousDay, segment.cadence().typicalGapDays())
        .returned(rhythm.lastDay() - previousDay, rules.returns());
  }
}
