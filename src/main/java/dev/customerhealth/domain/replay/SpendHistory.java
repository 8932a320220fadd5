package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.ledger.DayBucket;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.Money;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A customer's books as they grew, one receipt after the other; all service lines together. */
final class SpendHistory {

  private static final double TEN4 = 1e4;

  private final List<DayBucket> days = new ArrayList<>();
  private final Map<Long, Integer> purchaseDays = new HashMap<>();
  private final Ledger ledger = new Ledger(days, new ArrayList<>(), new ArrayList<>());

  Ledger ledger() {
    return ledger;
  }

  /** The money of a return that names its purchase belongs to the purchase's day. */
  void book(Receipt receipt) {
    if (!receipt.purchase()) {
      money(bucket(dayOfPurchase(receipt).orElse(receipt.day())), receipt.amount());
      return;
    }
    DayBucket bucket = bucket(receipt.day());
    bucket.purchases++;
    bucket.unknownValue += Double.isNaN(receipt.amount()) ? 1 : 0;
    money(bucket, receipt.amount());
    purchaseDays.put(receipt.id(), receipt.day());
  }

  private OptionalInt dayOfPurchase(Receipt receipt) {
    Integer day = purchaseDays.get(receipt.reverses());
    return day == null || receipt.day() - day >= Ledger.REACH_DAYS
        ? OptionalInt.empty()
        : OptionalInt.of(day);
  }

  private static void money(DayBucket bucket, double amount) {
    if (!Double.isNaN(amount)) {
      bucket.spend = Money.plus(bucket.spend, StrictMath.round(amount * TEN4));
    }
  }

  private DayBucket bucket(int day) {
    int at = days.size();
    while (at > 0 && days.get(at - 1).day >= day) {
      at--;
    }
    if (at == days.size() || days.get(at).day != day) {
      days.add(at, new DayBucket(day));
    }
    return days.get(at);
  }
}
