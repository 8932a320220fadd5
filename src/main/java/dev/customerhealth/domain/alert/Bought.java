package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a customer bought and gave back within a window.
 *
 * @param purchases of known or unknown value
 * @param unknown purchases and returns whose value in the reporting currency is not known
 * @param homeTen4 purchases less returns of known value, ten-thousandths of the customer's
 *     currency; null: there is none
 * @param reportingTen4 the same in the reporting currency
 */
public record Bought(
    int purchases, int unknown, @Nullable Long homeTen4, @Nullable Long reportingTen4) {

  public static final Bought NOTHING = new Bought(0, 0, null, null);

  Bought plus(LaterPurchase purchase) {
    return new Bought(
        purchases + (purchase.kind() == LaterPurchase.Kind.BOUGHT ? 1 : 0),
        unknown + (purchase.reportingTen4() == null ? 1 : 0),
        sum(homeTen4, purchase.homeTen4()),
        sum(reportingTen4, purchase.reportingTen4()));
  }

  private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Money.plus(one, other);
  }
}
