package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Score;
import org.jspecify.annotations.Nullable;

/**
 * How a customer stands on a day.
 *
 * @param day epoch day
 * @param overdue whether the rhythm is broken
 * @param model the score without an override by a person; the same where there is none
 * @param silence what the silence since the last occurrence is worth saying
 * @param ownSilenceRisk 0 to 1, null before the first occurrence
 */
record Assessment(
    int day,
    LifeStatus status,
    Band band,
    Score score,
    Score model,
    @Nullable Double ownSilenceRisk,
    SpendDrop drop,
    boolean overdue,
    ServiceLevel.State silence) {

  /**
   * @param driftPoints how far the published score may be off
   */
  boolean isNews(LastScore last, double driftPoints) {
    return status != last.status()
        || band != last.band()
        || last.isMovedBy(score.tenths(), driftPoints);
  }
}
