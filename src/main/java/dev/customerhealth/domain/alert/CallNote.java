package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an owner's budget needs to know of a revision of an alert.
 *
 * @param owner empty when nobody in particular cares for the customer
 * @param timeMillis when the revision was decided, epoch milliseconds
 * @param isLive whether the owner may still have to do something about it
 * @param wantsCall see {@link Alert#wantsCall}; of what is not live, whether it asks anew should it
 *     be a CALL again
 * @param bypasses whether no budget holds it back: its reason, by the rules that decided the
 *     revision, or because a person took it up; of what is not live, whether it is with another
 *     owner by now
 * @param valueAtRiskTen4 in the reporting currency; null when unknown
 */
public record CallNote(
    String owner,
    String customerId,
    String alertId,
    long revision,
    long timeMillis,
    AlertReason reason,
    boolean isLive,
    boolean wantsCall,
    boolean bypasses,
    @Nullable Long valueAtRiskTen4) {

  /**
   * Of all notes to one owner. What takes a CALL back carries its revision and instant, and comes
   * after it.
   */
  public static final Comparator<CallNote> ORDER =
      Comparator.comparingLong(CallNote::timeMillis)
          .thenComparing(CallNote::customerId)
          .thenComparing(CallNote::alertId)
          .thenComparing(CallNote::revision)
          .thenComparing(note -> !note.isLive() && note.wantsCall());

  /**
   * @param bypass reasons that no budget holds back
   */
  public static CallNote of(Alert alert, Set<AlertReason> bypass) {
    boolean bypasses = bypass.contains(alert.key().reason()) || alert.isTakenUp();
    return of(owner(alert), alert, alert.isLive(), alert.wantsCall(), bypasses);
  }

  /** To the owner from whom somebody else has taken it over. */
  public static CallNote takenFrom(String owner, Alert alert) {
    return of(owner, alert, false, false, true);
  }

  /**
   * To the owner of what was a CALL, and lives on as a WATCH or was erased. Nothing else about a
   * WATCH is any owner's business.
   *
   * @param call as the owner knows it
   */
  public static CallNote noCall(Alert call) {
    return of(owner(call), call, false, true, false);
  }

  /** Who is to be told, as {@link #owner}. */
  public static String owner(Alert alert) {
    String owner = alert.owner();
    return owner == null ? "" : owner;
  }

  public CallNote notBefore(long millis) {
    return millis <= timeMillis
        ? this
        : new CallNote(
            owner,
            customerId,
            alertId,
            revision,
            millis,
            reason,
            isLive,
            wantsCall,
            bypasses,
            valueAtRiskTen4);
  }

  private static CallNote of(
      String owner, Alert alert, boolean isLive, boolean wantsCall, boolean bypasses) {
    return new CallNote(
        owner,
        alert.customerId(),
        alert.id(),
        alert.standing().revision(),
        alert.standing().atMillis(),
        alert.key().reason(),
        isLive,
        wantsCall,
        bypasses,
        alert.facts().valueAtRiskReportingTen4());
  }
}
