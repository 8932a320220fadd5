package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.Rules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lives of one customer's alerts and the releases of their owner's budget together: what
 * leaves here is what is published. A CALL that was not released is QUEUED. The last step before
 * the topic, so that no result of the budget has to go back to where lives are decided.
 */
public final class ReleaseGate {

  /**
   * What was published of an alert.
   *
   * @param last as {@link AlertTimeline} made it
   * @param extra revisions that the gate has added
   * @param shown the status of the last revision
   */
  public record Shown(Alert last, boolean released, int extra, AlertStatus shown) {}

  /** By alert id. */
  public Map<String, Shown> alerts = new TreeMap<>();

  /**
   * What was released or taken up by a person does not queue again, also when it comes back from
   * its end; what is withheld by lot stays so, whatever a person or a signal does to it.
   *
   * @param bypass reasons that no budget holds back
   * @return the revision to publish
   */
  public Alert life(Alert alert, Set<AlertReason> bypass) {
    // Revision 1 begins anew: what went before it was never published.
    Shown before = alert.standing().revision() == 1 ? null : alerts.get(alert.id());
    boolean released =
        (before != null && before.released())
            || bypass.contains(alert.key().reason())
            || alert.isTakenUp();
    return show(alert, before, released, before == null ? 0 : before.extra());
  }

  /**
   * Empty when the alert has moved on, or was released before.
   *
   * @param rules in force at that instant
   */
  public Optional<Alert> release(String alertId, long atMillis, Rules rules) {
    Shown before = alerts.get(alertId);
    if (before == null || before.released() || !before.last().wantsCall()) {
      return Optional.empty();
    }
    Alert last = before.last();
    Standing now = last.standing();
    Alert timed =
        last.with(
                new Standing(
                    now.revision(),
                    now.status(),
                    now.previousStatus(),
                    Standing.TIME,
                    atMillis,
                    now.severity(),
                    now.resolution(),
                    now.dueMillis(),
                    now.closedMillis(),
                    now.snoozedUntilMillis()))
            .decidedBy(rules);
    return Optional.of(show(timed, before, true, before.extra() + 1));
  }

  /** The revision under which an answered action was published. */
  public ActionAnswer answer(ActionAnswer answer) {
    Long revision = answer.alertRevision();
    String id = answer.action().alertId();
    Shown shown = id == null ? null : alerts.get(id);
    return revision == null || shown == null
        ? answer
        : new ActionAnswer(
            answer.action(),
            answer.refusal(),
            revision + shown.extra(),
            answer.atMillis(),
            answer.rulesVersion());
  }

  /** For alerts that were withdrawn, or that nobody can touch any more. */
  public void forget(String alertId) {
    alerts.remove(alertId);
  }

  private Alert show(Alert alert, @Nullable Shown before, boolean released, int extra) {
    Standing standing = alert.standing();
    boolean queued = waits(alert) && (alert.holdout() || !released);
    AlertStatus status = queued ? AlertStatus.QUEUED : standing.status();
    AlertStatus previous = before == null ? null : before.shown();
    alerts.put(alert.id(), new Shown(alert, released, extra, status));
    return alert.with(standing.published(standing.revision() + extra, status, previous));
  }

  private static boolean waits(Alert alert) {
    boolean untouched =
        alert.status() == AlertStatus.OPEN || alert.status() == AlertStatus.ESCALATED;
    return untouched && alert.severity() == Severity.CALL;
  }
}
