package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.ScoreOverride;

/** Finds the next instant at which time alone asks for a look at a customer. */
final class NextLook {

  /** Most customers do something before long, and what was looked at further ahead was in vain. */
  private static final int LOOK_AHEAD_DAYS = 7;

  private static final int NO_DAY = Integer.MAX_VALUE / 2;

  private final Rules rules;
  private final CalendarDays calendar;
  private final Signals signals;
  private final int refreshDays;
  private final long endMillis;

  /** Parameters as of {@link CustomerTimeline}. */
  NextLook(Rules rules, CalendarDays calendar, Signals signals, int refreshDays, long endMillis) {
    this.rules = rules;
    this.calendar = calendar;
    this.signals = signals;
    this.refreshDays = refreshDays;
    this.endMillis = endMillis;
  }

  /**
   * Sets it.
   *
   * @param now how the customer stands
   */
  void plan(HealthView view, Assessment now) {
    Customer customer = view.customer;
    int today = now.day();
    int limit = Math.min(forgetDay(customer), refreshDay(customer));
    limit = Math.min(limit, shrinkDay(customer, today));
    int day = Math.max(today + 1, firstDayWithNews(view, now, limit));
    long limitMillis = caseLimit(view);
    long lookMillis = Math.min(calendar.startOf(day), limitMillis);
    lookMillis = Math.min(lookMillis, overrideEnd(customer));
    customer.dueMillis = Math.min(lookMillis, endsAfter(customer));
  }

  static long overrideEnd(Customer customer) {
    ScoreOverride set = customer.override;
    return set == null ? Customer.NEVER : set.untilMillis();
  }

  int forgetDay(Customer customer) {
    return customer.lastEventDay + rules.segment(customer.segmentName()).life().forgetAfterDays();
  }

  /**
   * The last refresh tells that the 90-day window has become empty: nobody is left with its old
   * sums.
   */
  int refreshDay(Customer customer) {
    LastScore last = customer.last;
    if (refreshDays == 0 || last == null) {
      return NO_DAY;
    }
    int told = calendar.dayOf(last.asOfMillis());
    boolean toldOfSomething = customer.ledger.windows(told).isLively();
    return toldOfSomething ? told + refreshDays : NO_DAY;
  }

  /** The day on which the ledger of a customer who stays away loses its last day. */
  private static int shrinkDay(Customer customer, int today) {
    var days = customer.ledger.days();
    if (days.isEmpty()) {
      return NO_DAY;
    }
    return Math.max(today + 1, days.get(days.size() - 1).day + Ledger.REACH_DAYS);
  }

  /** When a case next misses a limit if nothing happens. */
  private static long caseLimit(HealthView view) {
    Long limit = view.experience.nextCaseLimit(view.customer.clockMillis);
    return limit == null ? Customer.NEVER : limit;
  }

  private long endsAfter(Customer customer) {
    LastScore last = customer.last;
    return last != null && last.asOfMillis() > endMillis ? Customer.NEVER : endMillis;
  }

  /** Whether time alone has nothing to change: only an event or a limit of a case does. */
  private static boolean isAtRest(HealthView view, LastScore last) {
    Customer customer = view.customer;
    if (last.status() == LifeStatus.LOST) {
      Silence told = customer.experience.silence;
      return told == null || told.state() != ServiceLevel.State.PROVISIONAL;
    }
    return view.cadence == null
        && customer.firstPurchaseMillis == Customer.NEVER
        && view.experience.isSpent(customer.clockMillis);
  }

  /** Looks at each day ahead, a week at most. */
  private int firstDayWithNews(HealthView view, Assessment now, int limit) {
    LastScore last = view.customer.last;
    if (last == null || isAtRest(view, last)) {
      return limit;
    }
    int end = Math.min(limit, now.day() + LOOK_AHEAD_DAYS);
    SpendDrop dayBefore = now.drop();
    for (int day = now.day() + 1; day < end; day++) {
      Outlook then = view.on(day);
      if (view.isNews(then) || signals.isNews(view, then, dayBefore)) {
        return day;
      }
      dayBefore = then.drop();
    }
    return Math.max(end, now.day() + 1);
  }
}
