package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import dev.customerhealth.domain.rules.SpendDropRules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * When one customer's falling spend is signalled. A drop changes on the days on which something is
 * booked and on the mornings on which a booked day leaves a window, so only those are looked at.
 */
final class SpendReplay {

  private final ReplayedCustomer customer;
  private final SpendDropRules rules;
  private final double recoveredShare;
  private final SpendHistory books = new SpendHistory();
  private final List<Rise> rises = new ArrayList<>();
  private SpendStage stage = SpendStage.NONE;

  /**
   * The stage went up.
   *
   * @param unknownFrom see {@link Alarm}
   */
  record Rise(int day, int unknownFrom, SpendStage stage) {}

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
      look(day, day);
      boolean booked = false;
      for (; next < money.size() && money.get(next).day() == day; next++) {
        books.book(money.get(next));
        booked = true;
      }
      if (booked) {
        look(day, day + 1);
      }
    }
    return rises;
  }

  private void look(int day, int unknownFrom) {
    SpendDrop drop = SpendDrop.of(books.ledger(), day, rules);
    SpendStage now = stage.next(drop, rules, recoveredShare);
    if (now.compareTo(stage) > 0) {
      rises.add(new Rise(day, unknownFrom, now));
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
        days.add(receipt.day() + after);
      }
    }
    return days;
  }
}
