package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.KeySalt;
import java.util.ArrayList;
import java.util.List;

/**
 * What one occasion adds to the standing of a staff member, a channel or a stage, or takes back
 * from it; or what a day's occasions do together. All are whole numbers: shares add up in any
 * order.
 *
 * @param key {@code dimension:value}, such as {@code STAFF:an}
 * @param salt of the customer, 0 to {@link #SALTS} - 1: spreads the shares of one key
 * @param timeMillis event time at which it was decided, epoch milliseconds
 * @param halfLifeDays with which it fades
 * @param epochs of {@link LatentSums#epochs}
 * @param sums of {@link LatentSums#sums}, three for each epoch
 * @param count occasions with a level: 1, or -1 when one is taken back
 * @param successes those of level 4 or above
 */
public record StandingShare(
    String key,
    int salt,
    long timeMillis,
    double halfLifeDays,
    long[] epochs,
    long[] sums,
    long count,
    long successes) {

  /** Parts of one key that are summed up apart from one another, so that no key is a hot one. */
  public static final int SALTS = KeySalt.SALTS;

  /** What a standing sums up. Published in keys: never rename one. */
  public enum Dimension {
    STAFF,
    CHANNEL,
    STAGE;

    public String key(String value) {
      return name() + ':' + value;
    }
  }

  /**
   * @param sums the cues of the occasion, as many times as they count
   * @param sign 1 to add, -1 to take back; the sums bear it already
   */
  public static StandingShare of(
      String key, String customerId, long timeMillis, LatentSums sums, int sign, boolean success) {
    return new StandingShare(
        key,
        KeySalt.of(customerId),
        timeMillis,
        sums.halfLifeDays(),
        sums.epochs(),
        sums.sums(),
        sign,
        success ? sign : 0);
  }

  /**
   * All that was summed up under a part of a key, as one share.
   *
   * @param saltedKey of {@link #saltedKey}
   */
  public static StandingShare of(String saltedKey, long timeMillis, Standing standing) {
    return new StandingShare(
        KeySalt.keyOf(saltedKey),
        KeySalt.saltOf(saltedKey),
        timeMillis,
        standing.sums().halfLifeDays(),
        standing.sums().epochs(),
        standing.sums().sums(),
        standing.count(),
        standing.successes());
  }

  /** The part of the key under which this share is summed up. */
  public String saltedKey() {
    return KeySalt.salted(key, salt);
  }

  /** The keys under which an occasion counts. */
  public static List<String> keys(ServiceLevel.Setting setting) {
    var keys = new ArrayList<String>(3);
    if (setting.staffId() != null) {
      keys.add(Dimension.STAFF.key(setting.staffId()));
    }
    if (setting.channel() != null) {
      keys.add(Dimension.CHANNEL.key(setting.channel()));
    }
    if (setting.stage() != null) {
      keys.add(Dimension.STAGE.key(setting.stage().name()));
    }
    return keys;
  }
}
