package dev.customerhealth.domain.score;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a customer's newest score record, so that the next can tell what changed.
 *
 * @param revision counts the customer's records, from 1
 * @param asOfMillis event time of the record
 * @param tenths the score times ten, null when nothing was known
 * @param points what it was made of
 * @param bandSinceMillis event time of the record that brought the band
 * @param previousBand the band before, null for the first
 * @param statusSinceMillis event time of the record that brought the status
 * @param previousStatus the status before, null for the first
 * @param frozen the whole score of a LOST customer; null for all others
 */
public record LastScore(
    long revision,
    long asOfMillis,
    @Nullable Integer tenths,
    Points points,
    Band band,
    long bandSinceMillis,
    @Nullable Band previousBand,
    LifeStatus status,
    long statusSinceMillis,
    @Nullable LifeStatus previousStatus,
    @Nullable Score frozen) {

  public LastScore withRevision(long number) {
    return new LastScore(
        number,
        asOfMillis,
        tenths,
        points,
        band,
        bandSinceMillis,
        previousBand,
        status,
        statusSinceMillis,
        previousStatus,
        frozen);
  }

  /** Whether another score is at least that many points away, or known where this was not. */
  public boolean isMovedBy(@Nullable Integer now, double points) {
    if (tenths == null || now == null) {
      return (tenths == null) != (now == null);
    }
    return Math.abs(now - tenths) >= points * 10;
  }
}
