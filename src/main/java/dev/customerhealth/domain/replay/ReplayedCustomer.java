package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.rules.SegmentRules;
import java.util.List;

/**
 * Everything known about one customer, in the order in which it happened.
 *
 * @param occurrenceDays epoch days, ascending, without repeats
 * @param money purchases and returns in order of time
 */
public record ReplayedCustomer(SegmentRules segment, int[] occurrenceDays, List<Receipt> money) {

  /** What no return names. */
  public static final long NOTHING = -1;

  /**
   * Money of one receipt.
   *
   * @param day epoch day on which it became known
   * @param amount in one currency for all customers; negative for returns; NaN when unknown
   * @param id of the receipt, never {@link #NOTHING}
   * @param reverses id of the purchase that a return takes back, or {@link #NOTHING}
   */
  public record Receipt(int day, boolean purchase, double amount, long id, long reverses) {}
}
