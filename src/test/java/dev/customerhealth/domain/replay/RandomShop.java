package dev.customerhealth.domain.replay;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import dev.customerhealth.domain.rules.SegmentRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up customers: rhythms of their own, some who leave, returns, unknown amounts. */
final class RandomShop {

  static final SegmentRules SEGMENT = RulesYaml.shipped().defaultSegment();
  static final int END = 900;

  private RandomShop() {}

  static List<ReplayedCustomer> customers(Random random, int count) {
    List<ReplayedCustomer> customers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      customers.add(customer(random));
    }
    return customers;
  }

  private static ReplayedCustomer customer(Random random) {
    double meanGap = 3 + 60 * random.nextDouble();
    double leaves = random.nextInt(2 * END);
    List<Receipt> money = new ArrayList<>();
    double day = random.nextInt(500);
    while (day < Math.min(END, leaves)) {
      money.add(purchase((int) day, amount(random), money.size()));
      if (random.nextInt(12) == 0) {
        int back = Math.min(END - 1, (int) day + random.nextInt(20));
        day = back;
        long named = random.nextBoolean() ? money.size() - 1 : ReplayedCustomer.NOTHING;
        money.add(new Receipt(back, false, -1 - random.nextInt(60), money.size(), named));
      }
      day -= meanGap * StrictMath.log(1 - random.nextDouble());
    }
    return customer(money);
  }

  private static double amount(Random random) {
    return random.nextInt(40) == 0 ? Double.NaN : 10 + random.nextInt(200);
  }

  static Receipt purchase(int day, double amount, int id) {
    return new Receipt(day, true, amount, id, ReplayedCustomer.NOTHING);
  }

  static ReplayedCustomer customer(List<Receipt> money) {
    int[] days =
        money.stream().filter(Receipt::purchase).mapToInt(Receipt::day).distinct().toArray();
    return new ReplayedCustomer(SEGMENT, days, money);
  }

  static ReplayedCustomer boughtOn(int... days) {
    List<Receipt> money = new ArrayList<>();
    for (int day : days) {
      money.add(purchase(day, 10, money.size()));
    }
    return customer(money);
  }
}
