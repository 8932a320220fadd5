package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.KeySalt;

/**
 * What one ticket adds to the sums under a key, or takes back from them; or what a day's tickets do
 * together.
 *
 * @param key of {@link OutcomeKey#text}
 * @param salt of the customer: spreads the shares of one key
 * @param timeMillis event time at which it was decided, epoch milliseconds
 */
public record OutcomeShare(String key, int salt, long timeMillis, OutcomeSums sums) {

  static OutcomeShare of(String key, String customerId, long timeMillis, OutcomeSums sums) {
    return new OutcomeShare(key, KeySalt.of(customerId), timeMillis, sums);
  }

  /**
   * All that was summed up under a part of a key, as one share.
   *
   * @param saltedKey of {@link #saltedKey}
   */
  public static OutcomeShare of(String saltedKey, long timeMillis, OutcomeSums sums) {
    return new OutcomeShare(KeySalt.keyOf(saltedKey), KeySalt.saltOf(saltedKey), timeMillis, sums);
  }

  /** The part of the key under which this share is summed up. */
  public String saltedKey() {
    return KeySalt.salted(key, salt);
  }
}
