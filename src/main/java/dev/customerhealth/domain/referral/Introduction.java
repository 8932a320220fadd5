package dev.customerhealth.domain.referral;

import java.util.Comparator;

/**
 * A referral, seen from the one who was named.
 *
 * @param atMillis time of the referral, epoch milliseconds
 */
public record Introduction(String referrer, String referralId, long atMillis) {

  /** The earliest counts; the rest is there so that order never depends on arrival. */
  static final Comparator<Introduction> IN_TIME_ORDER =
      Comparator.comparingLong(Introduction::atMillis)
          .thenComparing(Introduction::referralId)
          .thenComparing(Introduction::referrer);

  /** One referral, whatever time it is given. */
  boolean isSameReferral(Introduction other) {
    return referralId.equals(other.referralId) && referrer.equals(other.referrer);
  }
}
