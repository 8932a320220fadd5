package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.experience.CaseFile;
import dev.customerhealth.domain.experience.Experience;
import dev.customerhealth.domain.experience.ReferralFile;
import dev.customerhealth.domain.experience.Silence;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.ledger.Ledger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was published of a customer by its key, and keeps no more than when that was: so
 * long that nothing from before can come back.
 *
 * <p>The books cannot be parted: an erasure that comes late takes with it what happened since, up
 * to the customer's clock.
 */
final class Erasure {

  private static final CustomerFacts NOTHING =
      new CustomerFacts(null, null, null, null, null, null, null, 0, null, null, null, null, null);

  private final CalendarDays calendar;

  Erasure(CalendarDays calendar) {
    this.calendar = calendar;
  }

  /** Whether the event is the very erasure that took place. */
  static boolean isBy(Customer customer, CustomerEvent event) {
    return EventIds.hash(event.type(), event.id()) == customer.erasedBy;
  }

  void erase(Customer customer, CrmAction action, long now, Publisher out) {
    String customerId = action.customerId();
    out.withdraw(customerId, now);
    withdrawLevels(customer.experience, now, out);
    List<String> lines = customer.ledger.lines();
    tell(action, now, null, out);
    lines.forEach(line -> tell(action, now, line, out));
    customer.forget();
    customer.erasedMillis = now;
    customer.erasedBy = EventIds.hash(action.type(), action.id());
    customer.dueMillis = calendar.startOf(calendar.dayOf(now) + Ledger.REACH_DAYS);
  }

  /** Levels of feedback and observations are not known by their keys any more. */
  private static void withdrawLevels(Experience experience, long now, Publisher out) {
    for (CaseFile file : experience.cases) {
      withdrawLevel(file.told.revision(), ServiceLevels.key(file), now, out);
    }
    for (ReferralFile file : experience.referrals) {
      withdrawLevel(file.told.revision(), ServiceLevels.key(file), now, out);
    }
    Silence silence = experience.silence;
    if (silence != null) {
      withdrawLevel(silence.revision(), ServiceLevels.key(silence), now, out);
    }
  }

  private static void withdrawLevel(long revision, String key, long now, Publisher out) {
    if (revision > 0) {
      out.withdrawLevel(key, now);
    }
  }

  /** Stories that began are broken off: one for each line, for some are told by line. */
  private static void tell(CrmAction action, long now, @Nullable String line, Publisher out) {
    out.signal(
        new Signal(
            action.customerId(),
            now,
            action.timeMillis(),
            SignalKind.ERASED,
            line,
            EventIds.name(action),
            List.of(),
            NOTHING,
            Map.of()));
  }
}
