package dev.customerhealth.domain;

/**
 * Somebody whom the customer had named made the first purchase, or it turned out that this was not
 * so. Made by the job itself from referrals and purchases: it has no topic and no file.
 *
 * @param customerId the referrer
 * @param timeMillis of the first purchase; when one is taken back, of the purchase that it named
 * @param id the referral and the revision, as {@link #of} puts them together
 * @param referredAtMillis time of the referral, before {@code timeMillis}
 * @param converted false: the conversion that was told of this referral before is taken back
 * @param revision rises with each conversion told of the referred customer, from 1
 */
public record Conversion(
    String customerId,
    long timeMillis,
    String id,
    String referralId,
    String referredCustomerId,
    long referredAtMillis,
    boolean converted,
    int revision)
    implements CustomerEvent {

  public static Conversion of(
      String referrer,
      long purchaseMillis,
      String referralId,
      String referredCustomerId,
      long referredAtMillis,
      boolean converted,
      int revision) {
    return new Conversion(
        referrer,
        purchaseMillis,
        referralId + '/' + revision,
        referralId,
        referredCustomerId,
        referredAtMillis,
        converted,
        revision);
  }

  @Override
  public EventType type() {
    return EventType.CONVERSION;
  }
}
