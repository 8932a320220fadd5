package dev.customerhealth.domain.replay;

import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.ledger.SpendPace;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import java.util.ArrayList;
import java.util.List;

/** The silences of one customer, one after each occurrence day. */
final class Spells {

  private static final double TEN4 = 1e4;

  private Spells() {}

  static List<Spell> of(ReplayedCustomer customer) {
    List<Spell> spells = new ArrayList<>();
    var books = new SpendHistory();
    int[] days = customer.occurrenceDays();
    int booked = 0;
    Rhythm rhythm = Rhythm.NONE;
    for (int i = 0; i < days.length; i++) {
      booked = bookUntil(days[i], customer.money(), booked, books);
      rhythm = rhythm.plus(days[i]);
      int next = i + 1 < days.length ? days[i + 1] : Spell.NEVER;
      spells.add(new Spell(rhythm, next, value(customer, books, days[i])));
    }
    return spells;
  }

  private static int bookUntil(int day, List<Receipt> money, int booked, SpendHistory books) {
    int next = booked;
    while (next < money.size() && money.get(next).day() <= day) {
      books.book(money.get(next++));
    }
    return next;
  }

  private static double value(ReplayedCustomer customer, SpendHistory books, int day) {
    Double pace = SpendPace.of(books.ledger(), day);
    return pace == null ? 0 : pace / TEN4 * customer.segment().horizonDays();
  }
}
