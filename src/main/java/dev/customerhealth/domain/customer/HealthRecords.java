package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.SpanTotal;
import dev.customerhealth.domain.ledger.SpendPace;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.SegmentRules;
import dev.customerhealth.domain.score.Cause;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.HealthScore.CadenceFigures;
import dev.customerhealth.domain.score.HealthScore.Confidence;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreMove;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts together what is published about a customer. */
final class HealthRecords {

  private final Rules rules;
  private final CalendarDays calendar;

  HealthRecords(Rules rules, CalendarDays calendar) {
    this.rules = rules;
    this.calendar = calendar;
  }

  /**
   * @param before the record before this one
   * @param last what is to be remembered of this one
   * @param moves the way from there to here
   */
  HealthScore record(
      HealthView view,
      String customerId,
      Assessment now,
      @Nullable LastScore before,
      LastScore last,
      List<ScoreMove> moves,
      Cause cause) {
    Customer customer = view.customer;
    SegmentRules segment = view.segment;
    SpanTotal year = customer.ledger.total(now.day() - SpendPace.YEAR_DAYS + 1, now.day());
    return new HealthScore(
        customerId,
        last.revision(),
        last.asOfMillis(),
        now.score(),
        before,
        now.band(),
        last.bandSinceMillis(),
        last.previousBand(),
        confidence(now.score(), segment),
        now.status(),
        last.statusSinceMillis(),
        last.previousStatus(),
        segment.name(),
        store(customer),
        moves,
        cause,
        topReason(now.score()),
        cadence(view, now.day()),
        segment.horizonDays(),
        known(customer.firstPurchaseMillis),
        known(customer.lastPurchaseMillis),
        known(customer.lastVisitMillis),
        customer.rhythm.days(),
        customer.currency,
        customer.ledger.windows(now.day()),
        year.unknownValue,
        year.unknownCurrency,
        now.drop(),
        view.level(now, last.asOfMillis()),
        view.experience.openCases(customer.clockMillis),
        valueAtRisk(view, now),
        now.model().points(),
        view.override(last.asOfMillis()),
        segment.paramsSource(),
        date(customer.ledger.validUntil(now.day())),
        rules.version());
  }

  private static Confidence confidence(Score score, SegmentRules segment) {
    return score.coverage() < segment.score().lowConfidenceBelow()
        ? Confidence.LOW
        : Confidence.NORMAL;
  }

  private static @Nullable String store(Customer customer) {
    String home = customer.profile == null ? null : customer.profile.store();
    return home == null ? customer.lastStore : home;
  }

  private static @Nullable Long known(long millis) {
    return millis == Customer.NEVER || millis == Customer.BEFORE_ALL ? null : (Long) millis;
  }

  /** The cap or component that costs the most points; null when nothing does. */
  private static @Nullable String topReason(Score score) {
    String top = null;
    double most = 0;
    for (ComponentScore part : score.components()) {
      double lost = lostPoints(part);
      top = lost > most ? part.name() : top;
      most = Math.max(most, lost);
    }
    return top;
  }

  /** A component costs what it does not bring of its weight, a cap what it takes off. */
  private static double lostPoints(ComponentScore part) {
    Double weight = part.weight();
    double best = weight == null ? 0 : weight * 100;
    return best - part.tenths() / 10.0 < 0.05 ? 0 : best - part.tenths() / 10.0;
  }

  private static @Nullable CadenceFigures cadence(HealthView view, int day) {
    var cadence = view.cadence;
    if (cadence == null) {
      return null;
    }
    SegmentRules segment = view.segment;
    return new CadenceFigures(
        cadence.silenceRisk(day, segment.horizonDays()),
        cadence.pAlive(day),
        cadence.ownSilenceRisk(day),
        cadence.ownHorizonDays(),
        cadence.gapDays(),
        date(view.behaviour.atRiskFrom()));
  }

  private static @Nullable LocalDate date(OptionalInt day) {
    return day.isEmpty() ? null : LocalDate.ofEpochDay(day.getAsInt());
  }

  /**
   * What may be lost over the horizon: the customer's {@link SpendPace}, times the horizon, times
   * the risk by the own rhythm.
   *
   * @return ten-thousandths of the currency; null when nothing of known value was bought
   */
  static @Nullable Long valueAtRisk(HealthView view, Assessment now) {
    Double pace = SpendPace.of(view.customer.ledger, now.day());
    Double risk = now.ownSilenceRisk();
    if (risk == null || pace == null) {
      return null;
    }
    return StrictMath.round(pace * view.segment.horizonDays() * risk);
  }
}
