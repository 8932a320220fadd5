package dev.customerhealth.operator;

import dev.customerhealth.domain.referral.SeenPeriod;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Tells which purchases may be news to those who search for first ones: one that is earlier than
 * all that were told of its customer before, or the first of a later {@link SeenPeriod}.
 *
 * <p>A table of fixed size in memory: two customers in one place forget each other, and a restart
 * forgets all. Then more is told than needed, which changes nothing. Customers are known by 64 bits
 * of MurmurHash3: among ten million the chance that any two are confused is one in 370,000.
 */
final class FirstPurchases {

  /** Power of two; 20 bytes each. */
  static final int PLACES = 1 << 18;

  private final long[] hashes;
  private final long[] firstMillis;
  private final int[] lastPeriods;

  FirstPurchases() {
    this(PLACES);
  }

  /**
   * @param places a power of two
   */
  FirstPurchases(int places) {
    hashes = new long[places];
    firstMillis = new long[places];
    lastPeriods = new int[places];
  }

  boolean isNews(String customerId, long timeMillis) {
    long hash = hash(customerId);
    int place = place(hash);
    return hashes[place] != hash
        || timeMillis < firstMillis[place]
        || SeenPeriod.of(customerId, timeMillis) > lastPeriods[place];
  }

  /** The purchase was told. */
  void note(String customerId, long timeMillis) {
    long hash = hash(customerId);
    int place = place(hash);
    int period = SeenPeriod.of(customerId, timeMillis);
    boolean known = hashes[place] == hash;
    hashes[place] = hash;
    firstMillis[place] = known ? Math.min(firstMillis[place], timeMillis) : timeMillis;
    lastPeriods[place] = known ? Math.max(lastPeriods[place], period) : period;
  }

  /** The next purchase of the customer is news, whatever was told before. */
  void forget(String customerId) {
    long hash = hash(customerId);
    int place = place(hash);
    if (hashes[place] == hash) {
      hashes[place] = 0;
    }
  }

  private int place(long hash) {
    return (int) hash & hashes.length - 1;
  }

  /** Never 0, which stands in empty places. */
  private static long hash(String customerId) {
    byte[] bytes = customerId.getBytes(StandardCharsets.UTF_8);
    long hash = MurmurHash3.hash128x64(bytes)[0];
    return hash == 0 ? 1 : hash;
  }
}
