package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.LifeRules;
import dev.customerhealth.domain.rules.OverdueRules;
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

  private final CalendarDays calendar;

  HealthView(Customer customer, Rules rules, CalendarDays calendar) {
    this.customer = customer;
    this.calendar = calendar;
    this.segment = rules.segment(customer.segmentName());
    this.cadence = customer.rhythm.days() == 0 ? null : segment.cadence().of(customer.rhythm);
  }

  /**
   * Status, band and score at the start of a day on which nothing happens, or after all that has
   * happened on it.
   */
  Assessment on(int day) {
    Double risk = cadence == null ? null : (Double) cadence.ownSilenceRisk(day);
    SpendDrop drop = SpendDrop.of(customer.ledger, day, segment.spendDrop());
    LifeStatus status = status(day, risk, drop);
    Score score = score(day, status, risk);
    return new Assessment(day, status, band(status, score), score, risk, drop);
  }

  /** Whether consumers should hear of it although nothing but time happened. */
  boolean isNews(Assessment assessment) {
    LastScore last = customer.last;
    return last == null || assessment.isNews(last, segment.score().driftPoints());
  }

  private LifeStatus status(int day, @Nullable Double ownRisk, SpendDrop drop) {
    if (cadence == null || ownRisk == null) {
      return LifeStatus.NEW;
    }
    if (isLost(day, ownRisk)) {
      return LifeStatus.LOST;
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
        && cadence.silenceRisk(day, segment.horizonDays()) >= overdue.watchRisk();
  }

  private Score score(int day, LifeStatus status, @Nullable Double ownRisk) {
    LastScore last = customer.last;
    if (status == LifeStatus.LOST && last != null && last.frozen() != null) {
      return last.frozen();
    }
    Map<ComponentName, Double> values = new EnumMap<>(ComponentName.class);
    putIfKnown(values, ComponentName.RETURN, ownRisk == null ? null : (Double) (1 - ownRisk));
    putIfKnown(values, ComponentName.SPEND, spend(day));
    return Scorecard.score(values, segment.score().weights(), caps());
  }

  private @Nullable Double spend(int day) {
    if (customer.firstPurchaseMillis == Customer.NEVER) {
      return null;
    }
    int first = calendar.dayOf(customer.firstPurchaseMillis);
    return SpendComponent.value(customer.ledger, first, day, segment.score().spend());
  }

  /** Caps come from experiences and from what customers declare; neither is read yet. */
  private static List<Cap> caps() {
    return List.of();
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
