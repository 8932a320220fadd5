package dev.customerhealth.cli.synthetic;

import dev.customerhealth.domain.Purchase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * A real customer.
 *
 * @param orders what was bought, in the order of time; at least one
 * @param end the last instant of the history, epoch milliseconds
 */
record Shopper(String id, List<Purchase> orders, long end) {

  private static final int REGULAR_ORDERS = 15;
  private static final int ORDERS_TO_BE_MISSED = 3;
  private static final long SILENT_MILLIS = Duration.ofDays(150).toMillis();

  Shopper {
    orders =
        orders.stream()
            .sorted(Comparator.comparingLong(Purchase::timeMillis).thenComparing(Purchase::id))
            .toList();
  }

  long firstOrderMillis() {
    return orders.get(0).timeMillis();
  }

  boolean isRegular() {
    return orders.size() >= REGULAR_ORDERS;
  }

  /** Whether the order with this number is one of the last two before a long, final silence. */
  boolean isParting(int order) {
    return order >= orders.size() - 2
        && orders.size() >= ORDERS_TO_BE_MISSED
        && end - orders.get(orders.size() - 1).timeMillis() > SILENT_MILLIS;
  }
}
