package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.LaterPurchase.Kind;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.ledger.Ledger;
import dev.customerhealth.domain.ledger.Money;
import dev.customerhealth.domain.rules.Rules;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Tells of purchases as long as they may win somebody back: for the rules' {@code winBackDays}
 * after what may ask for a call, or after a person did something about it. Who is behind that knows
 * what was opened; here it is only known that something may have been.
 */
final class FollowUp {

  private static final long DAY_MILLIS = 86_400_000L;

  private final Rules rules;

  FollowUp(Rules rules) {
    this.rules = rules;
  }

  /** What is said or done now may begin a window. */
  void note(SignalTurn turn) {
    boolean begins = turn.event instanceof CrmAction action && isAboutContact(action);
    for (SignalTurn.Found found : turn.found) {
      begins |= mayAskForCall(found.kind(), turn.told);
    }
    if (begins) {
      long until = turn.customer.clockMillis + rules.alerts().winBackDays() * DAY_MILLIS;
      int day = (int) Math.floorDiv(until, DAY_MILLIS);
      turn.told.followedDay = Math.max(turn.told.followedDay, day);
    }
  }

  void tell(Customer customer, String customerId, CustomerEvent event, Publisher out) {
    long day = Math.floorDiv(event.timeMillis(), DAY_MILLIS);
    if (event instanceof Purchase purchase
        && (purchase.isBought() || purchase.isReturn())
        && day <= customer.signalled.followedDay) {
      out.purchase(
          new LaterPurchase(
              customerId,
              customer.clockMillis,
              purchase.timeMillis(),
              purchase.isBought() ? Kind.BOUGHT : Kind.RETURNED,
              worth(purchase, customer.currency),
              worth(purchase, rules.reportingCurrency())));
    }
  }

  /**
   * Nobody may look at the customer any more, or everybody may again. Told whatever is known here:
   * a person may contact the customer about an alert that never asked for it.
   */
  static void tellConsent(
      Customer customer, String customerId, boolean refusedBefore, Publisher out) {
    boolean refuses = customer.refusesAnalytics();
    if (refuses != refusedBefore) {
      long now = customer.clockMillis;
      Kind kind = refuses ? Kind.UNSEEN : Kind.SEEN;
      out.purchase(new LaterPurchase(customerId, now, now, kind, null, null));
    }
  }

  /** What comes from then on would be too late for the books. */
  static void prune(Customer customer, int today) {
    Signalled told = customer.signalled;
    boolean isPast = today - told.followedDay > Ledger.REACH_DAYS;
    told.followedDay = isPast ? 0 : told.followedDay;
  }

  private @Nullable Long worth(Purchase purchase, String currency) {
    BigDecimal amount = purchase.amount();
    return amount == null
        ? null
        : rules
            .rate(purchase.currency(), currency)
            .map(rate -> Money.convert(Money.fromDecimal(amount), rate))
            .orElse(null);
  }

  private static boolean isAboutContact(CrmAction action) {
    return action.alertId() != null
        && (action.outcome() != null || action.lossReason() != null || action.competitor() != null);
  }

  /**
   * By itself, or as the end of a story. A WATCH of spend or silence ends a story only after a fall
   * or something that hurt: most customers have none.
   */
  private static boolean mayAskForCall(SignalKind kind, Signalled told) {
    return switch (kind) {
      case SPEND_CALL, OVERDUE_CALL, LEAVING, SHAMING, SILENT, POOR_SERVICE, CASE_OVERDUE -> true;
      case SPEND_WATCH, OVERDUE_WATCH -> told.fell || told.hurtMillis != Customer.BEFORE_ALL;
      case RETURNED,
          SPEND_RECOVERED,
          RESOLVED,
          GOOD_SERVICE,
          PRAISE,
          STAYING,
          LEVEL_FELL,
          COMPLAINT,
          COMPETITOR,
          LOST,
          ERASED,
          SPEND_EASED,
          OVERDUE_EASED,
          CASE_IN_TIME ->
          false;
    };
  }
}
