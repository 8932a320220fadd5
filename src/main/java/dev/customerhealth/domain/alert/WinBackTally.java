package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ticket of a customer, from the CALL on: what was done, and what came of it. A CRM contacts a
 * customer, not an alert: so a talk counts for the whole ticket, and its money counts once.
 *
 * <p>The window begins with the first talk; without one, with the first attempt; without one, with
 * the CALL, and never before it. What is withheld by lot is judged from the CALL on, whoever
 * contacted the customer all the same: else what is compared would not be alike. Mutable; {@link
 * Tickets} writes it, {@link CustomerAlerts} holds it. Instants are epoch milliseconds.
 */
public final class WinBackTally {

  /** What was added to the sums under a key. */
  public record Told(String key, OutcomeSums sums) {}

  private static final long DAY_MILLIS = 86_400_000L;

  /** Of the alerts that share the ticket. */
  public final String groupId;

  /** Those that were CALLs, or that somebody contacted the customer about, as they came. */
  public final List<String> alertIds = new ArrayList<>(1);

  /** Of the rules; null for the default. */
  public @Nullable String segment;

  /** When the ticket became a CALL; null: only a WATCH so far. */
  public @Nullable Long calledMillis;

  /** Whether care was withheld, by lot, as it became a CALL. */
  public boolean isHoldout;

  /** The severest of its alerts that had been a reason to act and are remembered no more. */
  public @Nullable Severity kept;

  /** An answered concern stays answered, else the last talk counts; null: nobody tried. */
  public @Nullable Outcome outcome;

  /** Where what people did lets the window begin; null: nowhere. */
  public @Nullable Long contactMillis;

  /** How long the window is, in days: as the rules said when it began. */
  public int windowDays;

  public @Nullable LossReason loss;

  /** Within the window. */
  public Bought bought = Bought.NOTHING;

  /** The window has ended. */
  public boolean isOver;

  /** The customer refuses that anybody looks at purchases: nothing can be told any more. */
  public boolean isUnseen;

  /** What stands of it in the sums. */
  public final List<Told> told = new ArrayList<>(0);

  public WinBackTally(String groupId) {
    this.groupId = groupId;
  }

  /** Where the window begins; one of a customer who is only watched, where somebody spoke up. */
  long beginMillis() {
    long called = calledMillis == null ? Long.MIN_VALUE : calledMillis;
    return isHoldout || contactMillis == null ? called : Math.max(called, contactMillis);
  }

  /** Inclusive. */
  long endMillis() {
    return beginMillis() + windowDays * DAY_MILLIS;
  }

  boolean isWonBack() {
    return bought.purchases() > 0;
  }

  /** One of its alerts is a CALL; the first one makes the ticket one. */
  void call(Alert alert, long nowMillis, int days) {
    add(alert);
    if (calledMillis == null) {
      calledMillis = nowMillis;
      isHoldout = alert.holdout();
      segment = alert.facts().segment();
      beginAnew(days);
    }
  }

  void add(Alert alert) {
    if (!alertIds.contains(alert.id())) {
      alertIds.add(alert.id());
    }
  }

  /**
   * Somebody tried to reach the customer, or wrote down why the customer leaves. Who is won back
   * already is not won back again by a later talk; who is not, may be.
   *
   * @param valueTen4 at risk, in the reporting currency; null when unknown
   * @param days of the window, if it begins now
   */
  void contact(CrmAction action, long nowMillis, @Nullable Long valueTen4, int days) {
    loss = LossReason.heard(loss, action, nowMillis, valueTen4);
    boolean speaksUp = calledMillis == null && contactMillis == null;
    boolean isSettled = isOver && isWonBack();
    Outcome said = action.outcome();
    if (said == null || isSettled) {
      contactMillis = speaksUp ? (Long) nowMillis : contactMillis;
      return;
    }
    boolean firstTalk = outcome == Outcome.NO_ANSWER && said != Outcome.NO_ANSWER;
    if (outcome == null || firstTalk || isOver) {
      contactMillis = nowMillis;
      if (!isHoldout) {
        beginAnew(days);
      }
    }
    boolean stays =
        outcome == Outcome.CONCERN_ANSWERED || (outcome != null && said == Outcome.NO_ANSWER);
    outcome = stays ? outcome : said;
  }

  private void beginAnew(int days) {
    windowDays = days;
    bought = Bought.NOTHING;
    isOver = false;
  }

  /** Books what falls into the window. */
  void book(LaterPurchase purchase) {
    long time = purchase.occurredMillis();
    if (beginMillis() < time && time <= endMillis()) {
      bought = bought.plus(purchase);
    }
  }

  WinBackOutcome winBackOutcome() {
    if (isHoldout) {
      return WinBackOutcome.HOLDOUT;
    }
    if (outcome == null) {
      return WinBackOutcome.NOT_CONTACTED;
    }
    return switch (outcome) {
      case NO_ANSWER, LISTENED -> WinBackOutcome.CONTACTED;
      case CONCERN_ANSWERED -> WinBackOutcome.CONCERN_ANSWERED;
      case REFUSED -> WinBackOutcome.REFUSED;
    };
  }
}
