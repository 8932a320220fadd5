package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a CRM action.
 *
 * @param refusal why it took no effect; null: it is done
 * @param alertRevision the revision that shows the effect; null: none does
 */
public record ActionAnswer(
    CrmAction action,
    @Nullable Refusal refusal,
    @Nullable Long alertRevision,
    long atMillis,
    String rulesVersion) {

  public boolean isDone() {
    return refusal == null;
  }

  /**
   * @param detail one sentence, ids and codes only
   */
  public record Refusal(Code code, String detail) {}

  /** Why an action is refused. */
  public enum Code {
    /** The action is about an alert and names none. */
    ALERT_ID_MISSING,
    /** This customer has no such alert. */
    UNKNOWN_ALERT,
    /** It ended. */
    ALERT_CLOSED,
    /** It ended too long ago to be opened again. */
    TOO_OLD,
    /** Its status does not allow it. */
    ILLEGAL_MOVE,
    /** The same reason has another alert by now. */
    ANOTHER_IS_OPEN,
    UNTIL_MISSING,
    UNTIL_PAST,
    UNTIL_TOO_FAR,
    OUTCOME_MISSING,
    AUTHOR_MISSING,
    SCORE_MISSING
  }
}
