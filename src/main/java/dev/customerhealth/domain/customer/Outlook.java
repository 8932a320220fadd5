package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.score.Band;
import dev.customerhealth.domain.score.Cap;
import dev.customerhealth.domain.score.ComponentName;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a customer stands on a day, the score as a mere number: all that it takes to see whether
 * there is news.
 *
 * @param day epoch day
 * @param atMillis the instant of it that is meant
 * @param tenths the score times ten, with an override by a person; null when nothing is known
 * @param ownSilenceRisk 0 to 1, null before the first occurrence
 * @param overdue whether the rhythm is broken
 * @param silence what the silence since the last occurrence is worth saying
 * @param values what the score is made of, 0 to 1; empty where it is that of who was lost
 * @param caps those in force
 */
record Outlook(
    int day,
    long atMillis,
    LifeStatus status,
    Band band,
    @Nullable Integer tenths,
    @Nullable Double ownSilenceRisk,
    SpendDrop drop,
    boolean overdue,
    ServiceLevel.State silence,
    Map<ComponentName, Double> values,
    List<Cap> caps) {

  /**
   * @param driftPoints how far the published score may be off
   */
  boolean isNews(LastScore last, double driftPoints) {
    return status != last.status() || band != last.band() || last.isMovedBy(tenths, driftPoints);
  }
}
