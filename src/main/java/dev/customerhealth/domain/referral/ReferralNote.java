package dev.customerhealth.domain.referral;

import dev.customerhealth.domain.Referral;
import java.util.List;

/**
 * What the search for conversions has to know about a person.
 *
 * @param person a customer, or somebody who was named and may become one
 * @param other the other side of a referral; empty for a purchase
 * @param referralId empty for a purchase
 */
public record ReferralNote(
    String person, long timeMillis, Kind kind, String other, String referralId) {

  /** What the person did or was. */
  public enum Kind {
    BOUGHT,
    /** By the other. */
    NAMED_BY,
    /** Named the other: tells circles. */
    NAMED,
    /** Is to be forgotten. */
    ERASED
  }

  public static ReferralNote bought(String person, long timeMillis) {
    return new ReferralNote(person, timeMillis, Kind.BOUGHT, "", "");
  }

  public static ReferralNote erased(String person, long timeMillis) {
    return new ReferralNote(person, timeMillis, Kind.ERASED, "", "");
  }

  /** A referral, told to both sides. */
  public static List<ReferralNote> of(Referral referral) {
    String referrer = referral.customerId();
    String referred = referral.referredCustomerId();
    long timeMillis = referral.timeMillis();
    return List.of(
        new ReferralNote(referred, timeMillis, Kind.NAMED_BY, referrer, referral.id()),
        new ReferralNote(referrer, timeMillis, Kind.NAMED, referred, referral.id()));
  }
}
