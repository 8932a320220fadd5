package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.Visit;
import dev.customerhealth.domain.cadence.Rhythm;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.DayBucket;
import dev.customerhealth.domain.rules.RhythmBasis;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes events into a customer's books: ledger, rhythm and profile. Every event lands on its own
 * day, late ones too.
 */
final class Booking {

  private final Rules rules;
  private final CalendarDays calendar;

  Booking(Rules rules) {
    this.rules = rules;
    this.calendar = new CalendarDays(rules.calendarZone());
  }

  /**
   * @param today day of the customer's clock, from which the reach is counted
   * @param idHash {@link EventIds#hash} of the event, not known to the ledger yet
   */
  void book(Customer customer, CustomerEvent event, int today, long idHash) {
    int day = calendar.dayOf(event.timeMillis());
    customer.lastEventDay = Math.max(customer.lastEventDay, day);
    settleSegment(customer);
    noteOccurrence(customer, event);
    boolean occurredBefore = customer.ledger.is(day, occurrence(customer.basis));
    if (event instanceof Purchase purchase) {
      bookPurchase(customer, purchase, day, today, idHash);
    } else if (event instanceof Visit visit) {
      customer.ledger.book(day, visit, idHash);
      noteCame(customer, visit.counts(), visit.timeMillis(), visit.store());
    } else {
      customer.ledger.note(day, idHash);
    }
    if (event instanceof Profile profile) {
      // May rebuild the rhythm, with this day in it; never an occurrence itself.
      learn(customer, profile);
      return;
    }
    if (!occurredBefore && customer.ledger.is(day, occurrence(customer.basis))) {
      extendRhythm(customer, day);
    }
  }

  private static void noteOccurrence(Customer customer, CustomerEvent event) {
    if (!isOccurrence(event, customer.basis)
        || event.timeMillis() < customer.lastOccurrenceMillis) {
      return;
    }
    String known = customer.lastOccurrenceId;
    boolean later = event.timeMillis() > customer.lastOccurrenceMillis;
    if (later || known == null || event.id().compareTo(known) > 0) {
      customer.lastOccurrenceId = event.id();
      customer.lastOccurrenceMillis = event.timeMillis();
    }
  }

  /** As {@link #occurrence} has it, of a single event. */
  private static boolean isOccurrence(CustomerEvent event, RhythmBasis basis) {
    boolean bought = event instanceof Purchase purchase && purchase.isBought();
    boolean came =
        (event instanceof Visit visit && visit.counts())
            || (event instanceof Purchase row && !row.isReturn() && !row.isBought());
    return switch (basis) {
      case PURCHASE -> bought;
      case VISIT -> came;
      case EITHER -> bought || came;
    };
  }

  /** Brings currency and rhythm in line with a profile or rules that changed. */
  void settleSegment(Customer customer) {
    var segment = rules.segment(customer.segmentName());
    settleCurrency(customer, customer.homeCurrency(segment.homeCurrency()));
    if (customer.basis != segment.basis()) {
      customer.basis = segment.basis();
      rebuildRhythm(customer);
    }
  }

  /** Drops what left the reach, remembering the neighbour that a late event may need. */
  void prune(Customer customer, int today) {
    Predicate<DayBucket> occurrence = occurrence(customer.basis);
    for (DayBucket gone : customer.ledger.prune(today)) {
      if (occurrence.test(gone)) {
        customer.droppedOccurrence = gone.day;
      }
    }
  }

  private void bookPurchase(Customer customer, Purchase purchase, int day, int today, long idHash) {
    Optional<BigDecimal> rate = rules.rate(purchase.currency(), customer.currency);
    String named = purchase.reverses();
    Long reversed = named == null ? null : (Long) EventIds.hash(purchase.type(), named);
    customer.ledger.book(day, today, purchase, rate, idHash, reversed);
    if (purchase.isBought()) {
      customer.firstPurchaseMillis = Math.min(customer.firstPurchaseMillis, purchase.timeMillis());
      customer.lastPurchaseMillis = Math.max(customer.lastPurchaseMillis, purchase.timeMillis());
    }
    noteCame(customer, !purchase.isReturn(), purchase.timeMillis(), purchase.store());
  }

  private static void noteCame(
      Customer customer, boolean came, long timeMillis, @Nullable String store) {
    if (!came || timeMillis < customer.lastVisitMillis) {
      return;
    }
    customer.lastVisitMillis = timeMillis;
    customer.lastStore = store == null ? customer.lastStore : store;
  }

  private void learn(Customer customer, Profile profile) {
    ProfileFacts known = customer.profile;
    if (known == null || profile.timeMillis() >= known.timeMillis()) {
      customer.profile = ProfileFacts.of(profile);
      settleSegment(customer);
    }
  }

  /**
   * Without a rate between the two currencies the books stay in the old one, and say so by their
   * currency.
   */
  private void settleCurrency(Customer customer, String home) {
    if (customer.currency.isEmpty() || !customer.ledger.holdsMoney()) {
      customer.currency = home;
    } else if (!customer.currency.equals(home)) {
      rules
          .rate(customer.currency, home)
          .ifPresent(
              rate -> {
                customer.ledger.convert(rate);
                customer.currency = home;
              });
    }
  }

  private void extendRhythm(Customer customer, int day) {
    Rhythm rhythm = customer.rhythm;
    boolean newest = rhythm.days() == 0 || day > rhythm.lastDay();
    if (newest) {
      noteReturn(customer, day);
      customer.rhythm = rhythm.plus(day);
      return;
    }
    Predicate<DayBucket> occurrence = occurrence(customer.basis);
    Integer before = customer.ledger.dayBefore(day, occurrence);
    Integer previous = before == null ? customer.droppedOccurrence : before;
    if (previous != null && previous >= day) {
      // Never so while days within reach are late no more than the reach; to throw would stop the
      // job.
      return;
    }
    customer.rhythm = rhythm.inserted(previous, day, customer.ledger.dayAfter(day, occurrence));
  }

  /**
   * A new occurrence day, later than all others: the first after LOST makes the customer won back.
   * One from before, that only became known late, does not: the customer had never been lost.
   */
  private void noteReturn(Customer customer, int day) {
    LastScore last = customer.last;
    if (last != null && last.status() == LifeStatus.LOST) {
      boolean returned = day >= calendar.dayOf(last.statusSinceMillis());
      customer.wonBackDay = day;
      customer.wonBackPurchases = returned ? 1 : 0;
    } else if (customer.wonBackPurchases > 0) {
      customer.wonBackPurchases++;
    }
  }

  private void rebuildRhythm(Customer customer) {
    Rhythm rhythm = Rhythm.NONE;
    for (DayBucket bucket : customer.ledger.days()) {
      rhythm = occurrence(customer.basis).test(bucket) ? rhythm.plus(bucket.day) : rhythm;
    }
    customer.rhythm = rhythm;
    customer.droppedOccurrence = null;
  }

  static Predicate<DayBucket> occurrence(RhythmBasis basis) {
    return switch (basis) {
      case PURCHASE -> bucket -> bucket.purchases > 0;
      case VISIT -> bucket -> bucket.visitRows + bucket.zeroRows > 0;
      case EITHER -> bucket -> bucket.visits() > 0;
    };
  }
}
