package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.cadence.Cadences;
import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.experience.ExperienceView;
import dev.customerhealth.domain.experience.RunningLevel;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.TimedCue;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentName;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreOverride;
import dev.customerhealth.domain.score.Scorecard;
import dev.customerhealth.domain.score.SpendComponent;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a customer looks under the rules, ready to be asked about many days; the books must not
 * change meanwhile.
 */
final class HealthView {

  final Customer customer;
  final SegmentRules segment;

  /** Null before the first occurrence. */
  final @Nullable CustomerCadence cadence;

  final ExperienceView experience;

  final Behaviour behaviour;

  private final CalendarDays calendar;

  HealthView(Customer customer, Rules rules, CalendarDays calendar, Cadences cadences) {
    this.customer = customer;
    this.calendar = calendar;
    this.segment = rules.segment(customer.segmentName());
    this.cadence =
        customer.rhythm.days() == 0 ? null : cadences.of(segment.cadence(), customer.rhythm);
    this.experience =
        new ExperienceView(customer.experience, rules.experience(), segment.score(), calendar);
    this.behaviour =
        new Behaviour(customer, segment, cadence, experience, rules.experience(), calendar);
  }

  /** At the start of a day to come. */
  Outlook on(int day) {
    return outlook(day, calendar.startOf(day));
  }

  /** After all that has happened up to an instant of that day. */
  Assessment at(int day, long atMillis) {
    Outlook outlook = outlook(day, atMillis);
    Score frozen = frozen(outlook.status());
    Score model =
        frozen == null
            ? Scorecard.score(outlook.values(), segment.score().weights(), outlook.caps())
            : frozen;
    ScoreOverride set = override(atMillis);
    return new Assessment(outlook, set == null ? model : set.of(model), model);
  }

  private Outlook outlook(int day, long atMillis) {
    Double risk = cadence == null ? null : (Double) cadence.ownSilenceRisk(day);
    boolean overdue = behaviour.isOverdue(day, risk);
    boolean lost = risk != null && isLost(day, risk);
    ServiceLevel.State silence = behaviour.silence(overdue, lost);
    SpendDrop drop = SpendDrop.of(customer.ledger, day, segment.spendDrop());
    List<Cap> caps = caps(day, atMillis);
    boolean open = overdue || drop.isCall();
    boolean hurt = experience.caps.isHurt(atMillis, caps);
    LifeStatus status = status(day, open, lost || isGivenUp(day, caps), hurt);
    Score frozen = frozen(status);
    Map<ComponentName, Double> values =
        frozen == null ? values(day, atMillis, risk, silence) : Map.of();
    Integer tenths =
        frozen == null
            ? Scorecard.tenths(values, segment.score().weights(), caps)
            : frozen.tenths();
    ScoreOverride set = override(atMillis);
    tenths = set == null ? tenths : (Integer) set.tenths();
    Band band = band(status, tenths, caps.isEmpty(), set != null);
    return new Outlook(
        day, atMillis, status, band, tenths, risk, drop, overdue, silence, values, caps);
  }

  /** The score that who is lost keeps; null for all others. */
  private @Nullable Score frozen(LifeStatus status) {
    LastScore last = customer.last;
    return status == LifeStatus.LOST && last != null ? last.frozen() : null;
  }

  /** The running level; null when nothing is known of the experience. */
  @Nullable RunningLevel level(Assessment now, long atMillis) {
    return experience.level(atMillis, behaviour.cue(now.day(), now.silence())).orElse(null);
  }

  /** Null: the model has the say. */
  @Nullable ScoreOverride override(long atMillis) {
    ScoreOverride set = customer.override;
    return set != null && set.isInForce(atMillis) ? set : null;
  }

  private List<Cap> caps(int day, long atMillis) {
    if (customer.experience.isEmpty()) {
      return List.of();
    }
    return experience.caps.at(atMillis, lastCameMillis(), after -> purchases(after, day));
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
  boolean isNews(Outlook outlook) {
    LastScore last = customer.last;
    return last == null
        || outlook.isNews(last, segment.score().driftPoints())
        || behaviour.next(outlook) != null;
  }

  /**
   * @param open whether the rhythm is broken or the spend has fallen
   */
  private LifeStatus status(int day, boolean open, boolean lost, boolean hurt) {
    if (cadence != null && lost) {
      return LifeStatus.LOST;
    }
    if (hurt) {
      return LifeStatus.AT_RISK;
    }
    if (cadence == null) {
      return LifeStatus.NEW;
    }
    if (isWonBack(day)) {
      return LifeStatus.WON_BACK;
    }
    boolean once = customer.rhythm.days() == 1;
    int silent = customer.rhythm.silentDays(day);
    if (once && silent < segment.life().newGaps() * segment.cadence().typicalGapDays()) {
      return LifeStatus.NEW;
    }
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
    boolean said = false;
    for (Cap cap : caps) {
      said |= cap.name() == Cap.Name.LEAVING;
    }
    return said && customer.rhythm.silentDays(day) >= segment.life().lostDeclaredDays();
  }

  private boolean isWonBack(int day) {
    LifeRules life = segment.life();
    return customer.wonBackPurchases > 0
        && customer.wonBackPurchases <= life.wonBackPurchases()
        && day < customer.wonBackDay + life.wonBackDays();
  }

  private Map<ComponentName, Double> values(
      int day, long atMillis, @Nullable Double ownRisk, ServiceLevel.State silence) {
    Map<ComponentName, Double> values = new EnumMap<>(ComponentName.class);
    putIfKnown(values, ComponentName.RETURN, ownRisk == null ? null : (Double) (1 - ownRisk));
    putIfKnown(values, ComponentName.SPEND, spend(day));
    if (!customer.experience.isEmpty()) {
      TimedCue cue = behaviour.cue(day, silence);
      putIfKnown(values, ComponentName.EXPERIENCE, experience.share(atMillis, cue));
      putIfKnown(values, ComponentName.CARE, experience.care(atMillis));
      putIfKnown(values, ComponentName.ADVOCACY, experience.advocacy(atMillis));
    }
    return values;
  }

  private @Nullable Double spend(int day) {
    if (customer.firstPurchaseMillis == Customer.NEVER) {
      return null;
    }
    int first = calendar.dayOf(customer.firstPurchaseMillis);
    return SpendComponent.value(customer.ledger, first, day, segment.score().spend());
  }

  /**
   * @param isUncapped whether no cap is in force
   * @param isSet whether a person set the score: then it has its colour, however little is known
   */
  private Band band(
      LifeStatus status, @Nullable Integer tenths, boolean isUncapped, boolean isSet) {
    if (status == LifeStatus.LOST) {
      return Band.LOST;
    }
    if (tenths == null || (status == LifeStatus.NEW && !isSet)) {
      return Band.NEW;
    }
    Band before = customer.last == null ? null : customer.last.band();
    Band band = Band.of(tenths / 10.0, before, segment.score().bands());
    boolean onlySilence = !isSet && customer.rhythm.days() == 1 && isUncapped;
    return onlySilence && band == Band.AT_RISK ? Band.WATCH : band;
  }

  private static void putIfKnown(
      Map<ComponentName, Double> values, ComponentName name, @Nullable Double value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
