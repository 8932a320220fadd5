package dev.customerhealth.domain.score;

import dev.customerhealth.domain.experience.RunningLevel;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.ledger.Windows;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published record of a customer's health. Instants are epoch milliseconds, money is in
 * ten-thousandths of {@code currency}; null means that it is not known. {@code
 * avro/HealthScore.avsc} explains each field.
 *
 * @param before what was remembered of the record before this one; null for the first
 * @param modelScore 0 to 100, before an override by a person
 * @param override what a person set in its place
 */
public record HealthScore(
    String customerId,
    long revision,
    long asOfMillis,
    Score score,
    @Nullable LastScore before,
    Band band,
    long bandSinceMillis,
    @Nullable Band previousBand,
    Confidence confidence,
    LifeStatus status,
    long statusSinceMillis,
    @Nullable LifeStatus previousStatus,
    String segment,
    @Nullable String store,
    List<ScoreMove> change,
    Cause cause,
    @Nullable String topReason,
    @Nullable CadenceFigures cadence,
    int horizonDays,
    @Nullable Long firstPurchaseMillis,
    @Nullable Long lastPurchaseMillis,
    @Nullable Long lastVisitMillis,
    int purchaseDays,
    String currency,
    Windows windows,
    int unknownValue,
    int unknownCurrency,
    SpendDrop spendDrop,
    @Nullable RunningLevel serviceLevel,
    int openCases,
    @Nullable Long valueAtRisk,
    @Nullable Double modelScore,
    @Nullable ScoreOverride override,
    String paramsSource,
    @Nullable LocalDate validUntil,
    String rulesVersion) {

  public enum Confidence {
    LOW,
    NORMAL
  }

  /**
   * What the rhythm says.
   *
   * @param silenceRisk P(no occurrence within {@code horizonDays})
   * @param pAlive P(still a customer)
   * @param ownSilenceRisk P(no occurrence within {@code ownHorizonDays})
   * @param gapDays the usual days between two occurrences
   * @param atRiskFrom first day on which the customer is overdue if nothing happens; null when
   *     never
   */
  public record CadenceFigures(
      double silenceRisk,
      double pAlive,
      double ownSilenceRisk,
      double ownHorizonDays,
      double gapDays,
      @Nullable LocalDate atRiskFrom) {}
}
