package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.DayBucket;
import dev.customerhealth.domain.ledger.SpanTotal;
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
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts together what is published about a customer. */
final class HealthRecords {

  private static final int YEAR_DAYS = 365;

  private final Rules rules;
  private final CalendarDays calendar;

  HealthRecords(Rules rules, CalendarDays calendar) {
    this.rules = rules;
    this.calendar = calendar;
  }

  /**
   * @param before the record before this one; the customer already remembers this one
   * @param moves the way from there to here
   */
  HealthScore record(
      HealthView view,
      String customerId,
      Assessment now,
      @Nullable LastScore before,
      List<ScoreMove> moves,
      Cause cause) {
    Customer customer = view.customer;
    LastScore last = Objects.requireNonNull(customer.last);
    SegmentRules segment = view.segment;
    SpanTotal year = customer.ledger.total(now.day() - YEAR_DAYS + 1, now.day());
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
    return score.components().stream()
        .filter(c -> lostPoints(c) > 0)
        .max(Comparator.comparingDouble(HealthRecords::lostPoints))
        .map(ComponentScore::name)
        .orElse(null);
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
   * What may be lost over the horizon: mean daily spend of the last 365 days, each day counted at
   * most at the 95th percentile of the customer's purchase days, times the horizon, times the risk
   * by the own rhythm. Returns count in full; where they outweigh the purchases nothing is at risk.
   *
   * @return ten-thousandths of the currency; null when nothing of known value was bought
   */
  static @Nullable Long valueAtRisk(HealthView view, Assessment now) {
    long[] totals = view.customer.ledger.purchaseDayTotals(now.day(), YEAR_DAYS);
    Double risk = now.ownSilenceRisk();
    if (risk == null || totals.length == 0) {
      return null;
    }
    long cap = totals[(int) StrictMath.ceil(0.95 * totals.length) - 1];
    double sum = 0;
    for (DayBucket day : view.customer.ledger.days()) {
      boolean inYear = day.day <= now.day() && now.day() - day.day < YEAR_DAYS;
      sum += inYear ? Math.min(day.spend, cap) : 0;
    }
    return StrictMath.round(Math.max(0, sum) / YEAR_DAYS * view.segment.horizonDays() * risk);
  }
}
