package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import dev.customerhealth.domain.rules.SpendDropRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * When one customer's falling spend is signalled: in the morning, by the complete days up to the
 * one before, as the job does. A drop changes on the morning after a day on which something is
 * booked and on that on which a booked day leaves a window, so only those are looked at.
 */
final class SpendReplay {

  private final ReplayedCustomer customer;
  private final SpendDropRules rules;
  private final double recoveredShare;
  private final SpendHistory books = new SpendHistory();
  private final List<Rise> rises = new ArrayList<>();
  private SpendStage stage = SpendStage.NONE;

  /** The stage went up in the morning of the day. */
  record Rise(int day, SpendStage stage) {}

  private SpendReplay(ReplayedCustomer customer, double recoveredShare) {
    this.customer = customer;
    this.rules = customer.segment().spendDrop();
    this.recoveredShare = recoveredShare;
  }

  /** In order of time, up to the given day (not included). */
  static List<Rise> rises(ReplayedCustomer customer, double recoveredShare, int endDay) {
    return new SpendReplay(customer, recoveredShare).run(endDay);
  }

  private List<Rise> run(int endDay) {
    int next = 0;
    List<Receipt> money = customer.money();
    for (int day : daysOfChange()) {
      if (day >= endDay) {
        break;
      }
      for (; next < money.size() && money.get(next).day() < day; next++) {
        books.book(money.get(next));
      }
      look(day);
    }
    return rises;
  }

  private void look(int day) {
    SpendDrop drop = SpendDrop.of(books.ledger(), day - 1, rules);
    SpendStage now = stage.next(drop, rules, recoveredShare);
    if (stage.risesTo(now)) {
      rises.add(new Rise(day, now));
    }
    stage = now;
  }

  private TreeSet<Integer> daysOfChange() {
    var days = new TreeSet<Integer>();
    int window = rules.windowDays();
    int both = window + rules.baseDays();
    int factor = rules.longWindowFactor();
    for (Receipt receipt : customer.money()) {
      for (int after : new int[] {0, window, both, window * factor, both * factor}) {
        days.add(receipt.day() + 1 + after);
      }
    }
    return days;
  }
}
