package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.Rules;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lives of one customer's alerts and the releases of their owner's budget together: what
 * leaves here is what is published. A CALL that was not released is QUEUED. The last step before
 * the topic, so that no result of the budget has to go back to where lives are decided. Here it is
 * known when somebody is first asked, so here a due time that has passed is replaced.
 */
public final class ReleaseGate {

  /**
   * What was published of an alert: whole only while the gate may have to publish it again.
   *
   * @param waiting for its release, as {@link AlertTimeline} made it, but for the due time that was
   *     published; null: a release would bring no revision about
   * @param isCall lives as a CALL
   * @param extra revisions that the gate has added
   * @param shown the status of the last revision
   * @param dueMillis the due time of the last revision
   */
  public record Shown(
      @Nullable Alert waiting,
      boolean isCall,
      boolean released,
      int extra,
      AlertStatus shown,
      @Nullable Long dueMillis) {

    private static Shown of(Alert last, boolean released, int extra, AlertStatus shown) {
      return new Shown(
          !released && last.wantsCall() ? last : null,
          last.isLive() && last.severity() == Severity.CALL,
          released,
          extra,
          shown,
          last.standing().dueMillis());
    }

    /** Has its place, if it is a CALL, though it does not ask for it just now. */
    private Shown placed() {
      return new Shown(null, isCall, isCall, extra, shown, dueMillis);
    }
  }

  /** By alert id. */
  public Map<String, Shown> alerts = new TreeMap<>();

  /**
   * What was released or taken up by a person does not queue again, also when it comes back from
   * its end as a CALL, unless it was a WATCH in between; what is withheld by lot stays so, whatever
   * a person or a signal does to it.
   *
   * @param rules that decided the revision
   * @return the revision to publish
   */
  public Alert life(Alert alert, Rules rules) {
    // Revision 1 begins anew: what went before it was never published.
    Shown before = alert.standing().revision() == 1 ? null : alerts.get(alert.id());
    boolean released =
        (before != null && before.released() && !isWatch(alert))
            || rules.alerts().bypass().contains(alert.key().reason())
            || alert.isTakenUp();
    return show(
        inTime(alert, before, rules), before, released, before == null ? 0 : before.extra());
  }

  /**
   * Empty when the alert has moved on, or was released before; one that does not ask for the call
   * just now, for another alert of the customer does, has its place all the same.
   *
   * @param rules in force at that instant
   */
  public Optional<Alert> release(String alertId, long atMillis, Rules rules) {
    Shown before = alerts.get(alertId);
    if (before == null || before.released()) {
      return Optional.empty();
    }
    Alert waiting = before.waiting();
    if (waiting == null) {
      alerts.put(alertId, before.placed());
      return Optional.empty();
    }
    Alert timed =
        waiting.with(waiting.standing().decidedAt(Standing.TIME, atMillis)).decidedBy(rules);
    return Optional.of(show(inTime(timed, before, rules), before, true, before.extra() + 1));
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
    alerts.put(alert.id(), Shown.of(alert, released, extra, status));
    return alert.with(standing.published(standing.revision() + extra, status, previous));
  }

  /**
   * Whatever asks for work asks for it by a time to come: a call may have waited in the queue, or
   * behind the primary of its customer, for longer than it was given when it opened. Who was told a
   * time keeps it until it has passed.
   */
  private static Alert inTime(Alert alert, @Nullable Shown before, Rules rules) {
    Standing standing = alert.standing();
    long now = standing.atMillis();
    Long due = standing.dueMillis();
    if (due == null || now < due) {
      return alert;
    }
    Long told = before == null ? null : before.dueMillis();
    return alert.with(
        standing.dueBy(told != null && now < told ? told : DueTime.of(alert, now, rules)));
  }

  /** Nobody is asked for anything then, and whether there is time for a CALL is asked anew. */
  private static boolean isWatch(Alert alert) {
    return alert.isLive() && alert.severity() == Severity.WATCH;
  }

  private static boolean waits(Alert alert) {
    boolean untouched =
        alert.status() == AlertStatus.OPEN || alert.status() == AlertStatus.ESCALATED;
    return untouched && alert.severity() == Severity.CALL;
  }
}
