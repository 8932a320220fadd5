package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What is known of attempts to reach the customer.
 *
 * @param outcome of the last attempt; null: nobody tried
 * @param reachedMillis when the customer was first talked to; null: not yet
 * @param concernAnswered whether it went that far at any time
 * @param lossReason what the customer gave as the reason for leaving, the last one that was given
 * @param competitor named by the customer, the last one
 */
public record Contact(
    @Nullable Outcome outcome,
    @Nullable Long reachedMillis,
    boolean concernAnswered,
    @Nullable String lossReason,
    @Nullable String competitor) {

  public static final Contact NONE = new Contact(null, null, false, null, null);

  /** Closing says as much about why a customer left as a contact does. */
  Contact plus(CrmAction action, long nowMillis) {
    Outcome last = action.outcome();
    boolean reached = last != null && last != Outcome.NO_ANSWER;
    return new Contact(
        last == null ? outcome : last,
        reachedMillis == null && reached ? (Long) nowMillis : reachedMillis,
        concernAnswered || last == Outcome.CONCERN_ANSWERED,
        action.lossReason() == null ? lossReason : action.lossReason(),
        action.competitor() == null ? competitor : action.competitor());
  }
}
