package dev.customerhealth.domain.score;

import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.SpanTotal;
import dev.customerhealth.domain.rules.SpendComponentRules;
import org.jspecify.annotations.Nullable;

/**
 * Whether a customer spends as before: min(1, (S + m) / (B + m)), where S is the recent spend, B
 * the average spend of as many days before, and m the median purchase day. The smoothing by m keeps
 * single orders from moving the score by 15 points.
 */
public final class SpendComponent {

  private SpendComponent() {}

  /**
   * @param firstPurchaseDay epoch day; what lies before it is not a base of zero
   * @return 0 to 1; null under the minimal base, or when a purchase in either window has no known
   *     value
   */
  public static @Nullable Double value(
      Ledger ledger, int firstPurchaseDay, int today, SpendComponentRules rules) {
    int baseEnd = today - rules.recentDays();
    int baseDays = Math.min(rules.baseDays(), baseEnd - firstPurchaseDay + 1);
    if (baseDays < rules.minBaseDays()) {
      return null;
    }
    SpanTotal base = ledger.total(baseEnd - baseDays + 1, baseEnd);
    SpanTotal recent = ledger.total(baseEnd + 1, today);
    if (base.purchases < rules.minBasePurchases() || base.unknownValue + recent.unknownValue > 0) {
      return null;
    }
    double usual = (double) base.spend * rules.recentDays() / baseDays;
    double median = median(ledger.purchaseDayTotals(today, Ledger.REACH_DAYS));
    return usual + median <= 0 ? null : (Double) clamp((recent.spend + median) / (usual + median));
  }

  private static double median(long[] ascending) {
    int n = ascending.length;
    if (n == 0) {
      return 0;
    }
    return n % 2 == 1 ? ascending[n / 2] : (ascending[n / 2 - 1] + (double) ascending[n / 2]) / 2;
  }

  private static double clamp(double share) {
    return Math.min(1, Math.max(0, share));
  }
}
