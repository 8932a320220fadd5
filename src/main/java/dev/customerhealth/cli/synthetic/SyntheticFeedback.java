package dev.customerhealth.cli.synthetic;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Purchase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * Made-up feedback, complaints, staff observations and referrals about real purchases. It stands in
 * for what no public data set has together with purchases, and says nothing about any real
 * customer: moods are thrown with dice, worse ones more often in front of a final silence, better
 * ones among regulars; texts are put together from phrases written for this project. Because it
 * knows who will stay away, it must never be used to show how well silence is foretold.
 *
 * <p>The same purchases give the same records on every machine.
 */
public final class SyntheticFeedback {

  /** What every id made up here begins with. */
  public static final String MARK = "synthetic-";

  /** Of 1,000 customers so many say something at all; the others are as they really were. */
  private static final int SAY_SOMETHING = 333;

  /** Of 1,000 orders. */
  private static final int GET_FEEDBACK = 170;

  private static final int GET_PARTING_FEEDBACK = 450;
  private static final int BAD_GET_A_CASE = 120;
  private static final int GET_A_NOTE = 13;
  private static final int GREAT_GET_A_REFERRAL = 25;

  private static final Comparator<SpecificRecord> IN_ORDER =
      Comparator.comparing(SyntheticFeedback::time)
          .thenComparing(SyntheticFeedback::type)
          .thenComparing(SyntheticFeedback::id);

  private final List<SpecificRecord> records = new ArrayList<>();
  private final Referrals referrals;

  private SyntheticFeedback(List<Shopper> shoppers) {
    this.referrals = new Referrals(shoppers);
    shoppers.forEach(this::add);
  }

  /**
   * Records of the contract (avro/*.avsc) in the order of time, none behind the last purchase.
   *
   * @param purchases of all customers
   * @param leftOut customers who say nothing and are not named
   */
  public static List<SpecificRecord> about(Collection<Purchase> purchases, Set<String> leftOut) {
    Instant end =
        Instant.ofEpochMilli(purchases.stream().mapToLong(Purchase::timeMillis).max().orElse(0));
    return new SyntheticFeedback(shoppers(purchases, leftOut, end))
        .records.stream().filter(record -> !time(record).isAfter(end)).sorted(IN_ORDER).toList();
  }

  /** Which input a record belongs to. */
  public static EventType type(SpecificRecord synthetic) {
    return EventType.valueOf(synthetic.getSchema().getName().toUpperCase(Locale.ROOT));
  }

  private static List<Shopper> shoppers(
      Collection<Purchase> purchases, Set<String> leftOut, Instant end) {
    Map<String, List<Purchase>> orders = new TreeMap<>();
    purchases.stream()
        .filter(Purchase::isBought)
        .filter(purchase -> !leftOut.contains(purchase.customerId()))
        .forEach(p -> orders.computeIfAbsent(p.customerId(), id -> new ArrayList<>()).add(p));
    return orders.entrySet().stream()
        .map(customer -> new Shopper(customer.getKey(), customer.getValue(), end.toEpochMilli()))
        .toList();
  }

  private void add(Shopper shopper) {
    Chance chance = Chance.of(shopper.id());
    if (!chance.perMille(SAY_SOMETHING)) {
      return;
    }
    for (int order = 0; order < shopper.orders().size(); order++) {
      Staff staff = Staff.any(chance);
      Mood mood = Mood.after(shopper, order, staff, chance);
      Occasion occasion = new Occasion(shopper.orders().get(order), mood, staff);
      if (chance.perMille(shopper.isParting(order) ? GET_PARTING_FEEDBACK : GET_FEEDBACK)) {
        records.add(Opinions.about(occasion, chance));
      }
      addDeeds(occasion, chance);
    }
  }

  private void addDeeds(Occasion occasion, Chance chance) {
    if (occasion.mood().isBad() && chance.perMille(BAD_GET_A_CASE)) {
      records.addAll(Complaints.about(occasion, chance));
    }
    if (chance.perMille(GET_A_NOTE)) {
      records.add(Notes.about(occasion, chance));
    }
    if (occasion.mood().isGreat() && chance.perMille(GREAT_GET_A_REFERRAL)) {
      referrals.after(occasion, chance).ifPresent(records::add);
    }
  }

  /** Every input has its time second and its id third. */
  private static Instant time(SpecificRecord synthetic) {
    return (Instant) synthetic.get(1);
  }

  private static String id(SpecificRecord synthetic) {
    return (String) synthetic.get(2);
  }
}
