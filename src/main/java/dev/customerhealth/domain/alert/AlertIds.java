package dev.customerhealth.domain.alert;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** Names that every replay gives again. */
public final class AlertIds {

  private static final double UNIT = 0x1p-53;

  private AlertIds() {}

  /**
   * For example {@code OVERDUE-2011-06-01-9c3f0a1b5d7e2468}. Reason and day can be read, in a URL
   * and a log too; customer and line are hashed: ids of customers may be long, hold any character,
   * and do not belong into addresses. Two customers of one reason and day share 64 bits with a
   * probability of one in 4e7 among a million alerts of that day.
   *
   * @param episode epoch day on which it opened
   */
  public static String alertId(String customerId, AlertKey key, int episode) {
    return key.reason()
        + "-"
        + LocalDate.ofEpochDay(episode)
        + "-"
        + hex(hash(customerId, key.serviceLine()));
  }

  /** Where an alert falls between 0 and 1, for drawing lots that come out the same again. */
  public static double lot(String alertId) {
    return (hash("lot", alertId) >>> 11) * UNIT;
  }

  /** No id holds a control character: nothing can be mistaken for the separator. */
  private static long hash(String first, @Nullable String second) {
    String text = second == null ? first : first + '\u0000' + second;
    return MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8))[0];
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
