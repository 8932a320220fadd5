package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.cadence.Cadences;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Cause;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LastScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.domain.score.Points;
import dev.customerhealth.domain.score.Score;
import dev.customerhealth.domain.score.ScoreMove;
import dev.customerhealth.domain.score.ScoreOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets events and time act on a customer, and says what came of it.
 *
 * <p>Call {@link #passTime} up to just before an event's time before {@link #apply}; then every
 * record depends on the events and the rules alone, not on how often or when the methods were
 * called. Whose last record was decided by other rules is switched to these at the first event or
 * look under them: the record then says which points the rules moved. Every day is looked at, and
 * the first on which band or status differ, or the score has drifted, is published; so is every
 * signal on its day.
 */
public final class CustomerTimeline {

  private final Rules rules;
  private final int rulesMark;
  private final CalendarDays calendar;
  private final Booking booking;
  private final ServiceLevels levels;
  private final HealthRecords records;
  private final Signals signals;
  private final Erasure erasure;
  private final Cadences cadences;
  private final NextLook next;
  private final long endMillis;

  /**
   * @param refreshDays how old the record of a customer with anything in its 90-day window may
   *     become, in days; 0: any age
   * @param endMillis where event time ends with a last record for everybody; {@link Customer#NEVER}
   *     for an endless stream
   */
  public CustomerTimeline(Rules rules, int refreshDays, long endMillis) {
    this(rules, new Cadences(), refreshDays, endMillis);
  }

  /**
   * The same, sharing what is remembered of rhythms with the timelines of other rules: it takes
   * most of a megabyte, whatever their number.
   */
  public CustomerTimeline(Rules rules, Cadences cadences, int refreshDays, long endMillis) {
    this.rules = rules;
    this.cadences = cadences;
    this.rulesMark = EventIds.mark(rules.version());
    this.calendar = new CalendarDays(rules.calendarZone());
    this.booking = new Booking(rules);
    this.levels = new ServiceLevels(rules, calendar);
    this.records = new HealthRecords(rules, calendar);
    this.signals = new Signals(rules, calendar);
    this.erasure = new Erasure(calendar);
    this.next = new NextLook(rules, calendar, signals, refreshDays, endMillis);
    this.endMillis = endMillis;
  }

  /** Books one event and publishes the score that it leads to. */
  public Outcome apply(Customer customer, String customerId, CustomerEvent event, Publisher out) {
    int day = calendar.dayOf(event.timeMillis());
    long now = Math.max(customer.clockMillis, event.timeMillis());
    int today = calendar.dayOf(now);
    if (event.timeMillis() <= customer.erasedMillis) {
      return Erasure.isBy(customer, event) ? Outcome.DUPLICATE : Outcome.ERASED;
    }
    if (today - day >= Ledger.REACH_DAYS) {
      return Outcome.LATE;
    }
    long idHash = EventIds.hash(event.type(), event.id());
    if (customer.ledger.knows(idHash, today)) {
      return Outcome.DUPLICATE;
    }
    if (event instanceof CrmAction action && action.kind() == CrmAction.Kind.ERASE) {
      erasure.erase(customer, action, now, out);
      return Outcome.USED;
    }
    boolean ours = event.type() == EventType.CONVERSION;
    if (!ours && customer.ledger.eventsOn(day) >= rules.maxEventsPerCustomerDay()) {
      return Outcome.HOT_KEY;
    }
    boolean switches = switches(customer);
    Points ruled = underTheseRules(customer);
    Points untouched = pointsAt(customer, ruled, today, now);
    boolean refused = customer.refusesAnalytics();
    boolean wasPublished = customer.last != null && !refused;
    prune(customer, today);
    booking.book(customer, event, today, idHash);
    setOverride(customer, event, now);
    customer.clockMillis = now;
    if (wasPublished && customer.refusesAnalytics()) {
      out.withdraw(customerId, now);
      levels.withdraw(customer, customerId, out);
    }
    FollowUp.tellConsent(customer, customerId, refused, out);
    Heard heard = levels.book(customer, customerId, event, out);
    levels.tell(customer, customerId, out);
    HealthView view = view(customer);
    Assessment assessment = view.at(today, now);
    levels.tellSilence(view, customerId, assessment, out);
    Cause cause = new Cause(EventIds.name(event));
    publish(view, customerId, assessment, ruled, untouched, cause, out);
    signals.tell(view, customerId, assessment, event, heard, switches, out);
    next.plan(view, assessment);
    return Outcome.USED;
  }

  /**
   * Publishes what time alone brings, up to and including the given instant.
   *
   * @return false when the customer is to be forgotten: nothing of it may be kept
   */
  public boolean passTime(Customer customer, String customerId, long untilMillis, Publisher out) {
    while (customer.dueMillis <= untilMillis) {
      long dueMillis = customer.dueMillis;
      if (customer.isErased()) {
        return false;
      }
      int day = calendar.dayOf(dueMillis);
      if (day >= next.forgetDay(customer)) {
        out.withdraw(customerId, dueMillis);
        return false;
      }
      look(customer, customerId, dueMillis, day, out);
    }
    return true;
  }

  /** The newest word of a person holds; one that ended before it became known changes nothing. */
  private static void setOverride(Customer customer, CustomerEvent event, long now) {
    endOverride(customer, now);
    ScoreOverride set = event instanceof CrmAction action ? Overrides.of(action) : null;
    ScoreOverride known = customer.override;
    boolean isNewest = known == null || (set != null && known.sinceMillis() <= set.sinceMillis());
    if (set != null && isNewest && set.isInForce(now)) {
      customer.override = set;
    }
  }

  /** Whether one ended. */
  private static boolean endOverride(Customer customer, long now) {
    boolean ends = NextLook.overrideEnd(customer) <= now;
    customer.override = ends ? null : customer.override;
    return ends;
  }

  /**
   * What these rules would have made of the customer's newest record, from the same books. What
   * changed is told against that record, and nothing is kept of it.
   */
  public HealthScore shadow(Customer customer, String customerId) {
    LastScore live = Objects.requireNonNull(customer.last);
    long now = live.asOfMillis();
    HealthView view = view(customer);
    Assessment assessment = view.at(calendar.dayOf(now), now);
    LastScore next = successor(live, assessment, now).withRevision(live.revision());
    List<ScoreMove> moves = live.points().movesTo(next.points(), ScoreMove.Driver.RULES);
    return records.record(view, customerId, assessment, live, next, moves, Cause.RULES);
  }

  private void prune(Customer customer, int today) {
    boolean wasErased = customer.erasedMillis != Customer.BEFORE_ALL;
    if (wasErased && today - calendar.dayOf(customer.erasedMillis) >= Ledger.REACH_DAYS) {
      customer.erasedMillis = Customer.BEFORE_ALL;
    }
    booking.prune(customer, today);
    levels.prune(customer, today);
    FollowUp.prune(customer, today);
  }

  private void look(Customer customer, String customerId, long dueMillis, int day, Publisher out) {
    boolean switches = switches(customer);
    Points ruled = underTheseRules(customer);
    // The clock moves although nothing may be said: what is dropped here must be late from now on.
    customer.clockMillis = dueMillis;
    prune(customer, day);
    boolean told = levels.tell(customer, customerId, out);
    told |= endOverride(customer, dueMillis);
    HealthView view = view(customer);
    Assessment assessment = view.at(day, dueMillis);
    told |= levels.tellSilence(view, customerId, assessment, out);
    LastScore last = customer.last;
    boolean ends = dueMillis == endMillis;
    boolean isDue = ends || switches || day >= next.refreshDay(customer);
    if (isDue || told || last == null || view.isNews(assessment.outlook())) {
      Points untouched = Points.of(assessment.score());
      Cause cause = switches ? Cause.RULES : Cause.TIME;
      publish(view, customerId, assessment, ruled, untouched, cause, out);
    }
    signals.tell(view, customerId, assessment, null, null, switches, out);
    next.plan(view, assessment);
    if (ends) {
      customer.dueMillis = Customer.NEVER;
    }
  }

  /** Whether other rules decided the customer's last record. */
  private boolean switches(Customer customer) {
    return customer.rulesMark != 0 && customer.rulesMark != rulesMark;
  }

  /**
   * Brings the books in line with these rules if others kept them so far.
   *
   * @return the points that these rules would have given at the customer's last record
   */
  private Points underTheseRules(Customer customer) {
    LastScore last = customer.last;
    if (last == null) {
      return Points.NONE;
    }
    if (!switches(customer)) {
      return last.points();
    }
    booking.settleSegment(customer);
    levels.settle(customer);
    long then = last.asOfMillis();
    return Points.of(view(customer).at(calendar.dayOf(then), then).score());
  }

  /**
   * What the score's points would be today without the event that is about to be booked.
   *
   * @param ruled at the last record
   */
  private Points pointsAt(Customer customer, Points ruled, int today, long now) {
    LastScore last = customer.last;
    if (last == null) {
      return Points.NONE;
    }
    boolean sameDay = calendar.dayOf(last.asOfMillis()) == today;
    return sameDay && customer.experience.isEmpty() && customer.override == null
        ? ruled
        : Points.of(view(customer).at(today, now).score());
  }

  private void publish(
      HealthView view,
      String customerId,
      Assessment assessment,
      Points ruled,
      Points untouched,
      Cause cause,
      Publisher out) {
    Customer customer = view.customer;
    LastScore last = customer.last;
    List<ScoreMove> moves = moves(last, ruled, untouched, Points.of(assessment.score()));
    LastScore next = successor(last, assessment, customer.clockMillis);
    customer.last = next;
    customer.rulesMark = rulesMark;
    if (!customer.refusesAnalytics()) {
      Publisher.Weight weight = weight(view, last, next);
      boolean isLook = cause.equals(Cause.TIME) || cause.equals(Cause.RULES);
      boolean isFinal = customer.clockMillis == endMillis && isLook;
      HealthScore record = records.record(view, customerId, assessment, last, next, moves, cause);
      out.score(record, weight, isFinal);
    }
  }

  /**
   * First what other rules would have said of the old score, then what time did to it, then what
   * the event did: the sum is the change of the score.
   */
  private static List<ScoreMove> moves(
      @Nullable LastScore last, Points ruled, Points untouched, Points now) {
    if (last == null || last.tenths() == null) {
      return List.of();
    }
    List<ScoreMove> moves = new ArrayList<>(last.points().movesTo(ruled, ScoreMove.Driver.RULES));
    moves.addAll(ruled.movesTo(untouched, ScoreMove.Driver.TIME));
    moves.addAll(untouched.movesTo(now, ScoreMove.Driver.BEHAVIOUR));
    return moves;
  }

  private static LastScore successor(@Nullable LastScore last, Assessment now, long asOf) {
    LifeStatus status = now.status();
    Score frozen = status == LifeStatus.LOST ? now.model() : null;
    Integer tenths = now.score().tenths();
    Points points = Points.of(now.score());
    if (last == null) {
      return new LastScore(
          1, asOf, tenths, points, now.band(), asOf, null, status, asOf, null, frozen);
    }
    boolean sameBand = last.band() == now.band();
    boolean sameStatus = last.status() == status;
    return new LastScore(
        last.revision() + 1,
        asOf,
        tenths,
        points,
        now.band(),
        sameBand ? last.bandSinceMillis() : asOf,
        sameBand ? last.previousBand() : last.band(),
        status,
        sameStatus ? last.statusSinceMillis() : asOf,
        sameStatus ? last.previousStatus() : last.status(),
        frozen);
  }

  private static Publisher.Weight weight(
      HealthView view, @Nullable LastScore last, LastScore next) {
    boolean changed =
        last == null
            || last.band() != next.band()
            || last.status() != next.status()
            || last.isMovedBy(next.tenths(), view.segment.score().changePoints());
    return changed ? Publisher.Weight.CHANGE : Publisher.Weight.UPDATE;
  }

  private HealthView view(Customer customer) {
    return new HealthView(customer, rules, calendar, cadences);
  }
}
