package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ExperienceView;
import dev.customerhealth.domain.experience.OwnGaps;
import dev.customerhealth.domain.experience.RunningLevel;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.OverdueRules;
import dev.customerhealth.domain.rules.ReturnRules;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentName;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.Scorecard;
import dev.customerhealth.domain.score.SpendComponent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a customer looks under the rules, ready to be asked about many days; the books must not
 * change meanwhile.
 */
final class HealthView {

  private static final double UNKNOWN = -1;

  final Customer customer;
  final SegmentRules segment;

  /** Null before the first occurrence. */
  final @Nullable CustomerCadence cadence;

  final ExperienceView experience;

  private final ReturnRules returns;
  private final Function<CueCode, Cue> cues;
  private final CalendarDays calendar;
  private int riskDay = Integer.MIN_VALUE;
  private double ownRisk = UNKNOWN;
  private double risk = UNKNOWN;
  private @Nullable OptionalInt atRiskFrom;
  private @Nullable Optional<TimedCue> returned;

  HealthView(Customer customer, Rules rules, CalendarDays calendar) {
    this.customer = customer;
    this.calendar = calendar;
    this.segment = rules.segment(customer.segmentName());
    this.cadence = customer.rhythm.days() == 0 ? null : segment.cadence().of(customer.rhythm);
    this.experience =
        new ExperienceView(customer.experience, rules.experience(), segment.score(), calendar);
    this.returns = rules.experience().returns();
    this.cues = rules.experience()::cue;
  }

  /** Status, band and score at the start of a day to come. */
  Assessment on(int day) {
    return at(day, calendar.startOf(day));
  }

  /** The same after all that has happened up to an instant of that day. */
  Assessment at(int day, long atMillis) {
    Double risk = cadence == null ? null : (Double) ownSilenceRisk(day);
    SpendDrop drop = SpendDrop.of(customer.ledger, day, segment.spendDrop());
    RunningLevel level = experience.level(atMillis, behaviour(day)).orElse(null);
    List<Cap> caps = caps(day, atMillis);
    LifeStatus status = status(day, risk, drop, caps);
    Score score = score(day, atMillis, status, risk, level, caps);
    return new Assessment(day, status, band(status, score), score, risk, drop, level);
  }

  /** First day on which the customer is overdue if nothing happens; empty for one-time buyers. */
  OptionalInt atRiskFrom() {
    OptionalInt known = atRiskFrom;
    if (known == null) {
      boolean repeats = cadence != null && customer.rhythm.repeats() > 0;
      known =
          cadence == null || !repeats
              ? OptionalInt.empty()
              : cadence.firstDayAtRisk(
                  segment.horizonDays(),
                  segment.overdue().watchRisk(),
                  segment.overdue().ownRisk());
      atRiskFrom = known;
    }
    return known;
  }

  /** Day on which the customer was last heard of other than by coming. */
  int saidDay() {
    long said = customer.experience.saidMillis;
    return said == Experience.NEVER_SAID ? Integer.MIN_VALUE : calendar.dayOf(said);
  }

  /** What the silence since the last occurrence is worth saying on a day. */
  ServiceLevel.State silence(int day) {
    if (!isSilent(day)) {
      return ServiceLevel.State.WITHDRAWN;
    }
    return isLost(day, ownSilenceRisk(day))
        ? ServiceLevel.State.CONFIRMED
        : ServiceLevel.State.PROVISIONAL;
  }

  /** Overdue, and not a word since the last occurrence. */
  private boolean isSilent(int day) {
    return customer.rhythm.days() > 1
        && saidDay() < customer.rhythm.lastDay()
        && isOverdue(day, ownSilenceRisk(day));
  }

  /** How far the silence has come by a day, once more than the own gap has passed. */
  Absence absence(Assessment on) {
    if (on.status() == LifeStatus.LOST) {
      return Absence.LOST;
    }
    Double own = on.ownSilenceRisk();
    if (own != null && customer.rhythm.days() > 1 && isOverdue(on.day(), own)) {
      boolean call = silenceRisk(on.day()) >= segment.overdue().callRisk();
      return call ? Absence.CALL : Absence.WATCH;
    }
    return isHurt() && isBeyondGap(on.day()) ? Absence.SILENT : Absence.NONE;
  }

  private boolean isHurt() {
    return customer.signalled.hurtMillis > customer.lastOccurrenceMillis;
  }

  private boolean isBeyondGap(int day) {
    if (cadence == null) {
      return false;
    }
    return customer.rhythm.days() > 1
        ? day >= cadence.gateDay()
        : customer.rhythm.silentDays(day)
            >= segment.life().newGaps() * segment.cadence().typicalGapDays();
  }

  /** 0 before the first occurrence. */
  double ownSilenceRisk(int day) {
    remember(day);
    if (ownRisk < 0) {
      ownRisk = cadence == null ? 0 : cadence.ownSilenceRisk(day);
    }
    return ownRisk;
  }

  /** Over the segment's horizon; 0 before the first occurrence. */
  double silenceRisk(int day) {
    remember(day);
    if (risk < 0) {
      risk = cadence == null ? 0 : cadence.silenceRisk(day, segment.horizonDays());
    }
    return risk;
  }

  /** Risks are asked for again and again, and cost microseconds. */
  private void remember(int day) {
    if (day != riskDay) {
      riskDay = day;
      ownRisk = UNKNOWN;
      risk = UNKNOWN;
    }
  }

  /** What the customer's coming, or staying away, says: only the latest counts. */
  private @Nullable TimedCue behaviour(int day) {
    if (isSilent(day)) {
      int since = atRiskFrom().orElse(day);
      return new TimedCue(cues.apply(CueCode.SILENT_NON_RETURN), calendar.startOf(since));
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
    Integer previous =
        customer.ledger.dayBefore(rhythm.lastDay(), Booking.occurrence(customer.basis));
    previous = previous == null ? customer.droppedOccurrence : previous;
    if (previous == null || previous >= rhythm.lastDay()) {
      return null;
    }
    CueCode code =
        experience.heardOfCompetitor(previous, rhythm.lastDay())
            ? CueCode.LACK_OF_CHOICE
            : OwnGaps.before(rhythm, previous, segment.cadence().typicalGapDays())
                .returned(rhythm.lastDay() - previous, returns);
    return code == null ? null : new TimedCue(cues.apply(code), calendar.startOf(rhythm.lastDay()));
  }

  private List<Cap> caps(int day, long atMillis) {
    if (customer.experience.isEmpty()) {
      return List.of();
    }
    return experience.caps(atMillis, lastCameMillis(), after -> purchases(after, day));
  }

  int purchases(int afterDay, int day) {
    return customer.ledger.total(afterDay + 1, day).purchases;
  }

  private long lastCameMillis() {
    return customer.basis == RhythmBasis.PURCHASE
        ? customer.lastPurchaseMillis
        : customer.lastVisitMillis;
  }

  /** Whether consumers should hear of it although nothing but time happened. */
  boolean isNews(Assessment assessment) {
    LastScore last = customer.last;
    return last == null
        || assessment.isNews(last, segment.score().driftPoints())
        || nextSilence(assessment.day()) != null;
  }

  /** What there is to say of the silence since the last occurrence; null for nothing new. */
  @Nullable Silence nextSilence(int day) {
    String lastId = customer.lastOccurrenceId;
    if (customer.refusesAnalytics() || lastId == null) {
      return null;
    }
    int lastDay = customer.rhythm.lastDay();
    Silence told = customer.experience.silence;
    boolean current = told != null && told.lastDay() == lastDay;
    Silence base = told == null || !current ? Silence.after(lastId, lastDay, day) : told;
    return base.movedTo(silence(day), saidDay(), day);
  }

  private LifeStatus status(int day, @Nullable Double ownRisk, SpendDrop drop, List<Cap> caps) {
    boolean hurt = caps.stream().anyMatch(cap -> cap.name() != Cap.Name.BASIC);
    if (cadence == null || ownRisk == null) {
      return hurt ? LifeStatus.AT_RISK : LifeStatus.NEW;
    }
    if (isLost(day, ownRisk) || isGivenUp(day, caps)) {
      return LifeStatus.LOST;
    }
    if (hurt) {
      return LifeStatus.AT_RISK;
    }
    if (isWonBack(day)) {
      return LifeStatus.WON_BACK;
    }
    boolean once = customer.rhythm.days() == 1;
    int silent = customer.rhythm.silentDays(day);
    if (once && silent < segment.life().newGaps() * segment.cadence().typicalGapDays()) {
      return LifeStatus.NEW;
    }
    boolean open = drop.isCall() || (!once && isOverdue(day, ownRisk));
    return open ? LifeStatus.AT_RISK : LifeStatus.ACTIVE;
  }

  /** One occurrence is no rhythm that could be broken: only a long time tells. */
  private boolean isLost(int day, double ownRisk) {
    LifeRules life = segment.life();
    int silent = customer.rhythm.silentDays(day);
    if (customer.rhythm.days() == 1) {
      return silent >= life.lostOneTimeDays();
    }
    return silent >= life.lostMinSilentDays()
        && cadence != null
        && silent >= life.lostGaps() * cadence.gapDays()
        && ownRisk >= life.lostRisk();
  }

  /** Said to be leaving, and has not bought since long. */
  private boolean isGivenUp(int day, List<Cap> caps) {
    return caps.stream().anyMatch(cap -> cap.name() == Cap.Name.LEAVING)
        && customer.rhythm.silentDays(day) >= segment.life().lostDeclaredDays();
  }

  private boolean isWonBack(int day) {
    LifeRules life = segment.life();
    return customer.wonBackPurchases > 0
        && customer.wonBackPurchases <= life.wonBackPurchases()
        && day < customer.wonBackDay + life.wonBackDays();
  }

  /** Silent beyond the own gap, and likely to stay so over both horizons. */
  private boolean isOverdue(int day, double ownRisk) {
    OverdueRules overdue = segment.overdue();
    return cadence != null
        && day >= cadence.gateDay()
        && ownRisk >= overdue.ownRisk()
        && silenceRisk(day) >= overdue.watchRisk();
  }

  private Score score(
      int day,
      long atMillis,
      LifeStatus status,
      @Nullable Double ownRisk,
      @Nullable RunningLevel level,
      List<Cap> caps) {
    LastScore last = customer.last;
    if (status == LifeStatus.LOST && last != null && last.frozen() != null) {
      return last.frozen();
    }
    Map<ComponentName, Double> values = new EnumMap<>(ComponentName.class);
    putIfKnown(values, ComponentName.RETURN, ownRisk == null ? null : (Double) (1 - ownRisk));
    putIfKnown(values, ComponentName.SPEND, spend(day));
    putIfKnown(values, ComponentName.EXPERIENCE, experience.share(level, atMillis));
    putIfKnown(values, ComponentName.CARE, experience.care(atMillis));
    putIfKnown(values, ComponentName.ADVOCACY, experience.advocacy(atMillis));
    return Scorecard.score(values, segment.score().weights(), caps);
  }

  private @Nullable Double spend(int day) {
    if (customer.firstPurchaseMillis == Customer.NEVER) {
      return null;
    }
    int first = calendar.dayOf(customer.firstPurchaseMillis);
    return SpendComponent.value(customer.ledger, first, day, segment.score().spend());
  }

  private Band band(LifeStatus status, Score score) {
    Double points = score.points();
    if (status == LifeStatus.LOST) {
      return Band.LOST;
    }
    if (status == LifeStatus.NEW || points == null) {
      return Band.NEW;
    }
    Band before = customer.last == null ? null : customer.last.band();
    Band band = Band.of(points, before, segment.score().bands());
    boolean onlySilence = customer.rhythm.days() == 1 && score.caps().isEmpty();
    return onlySilence && band == Band.AT_RISK ? Band.WATCH : band;
  }

  private static void putIfKnown(
      Map<ComponentName, Double> values, ComponentName name, @Nullable Double value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
