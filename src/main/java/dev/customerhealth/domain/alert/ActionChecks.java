package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.ActionAnswer.Code;
import dev.customerhealth.domain.alert.ActionAnswer.Refusal;
import dev.customerhealth.domain.rules.AlertRules;
import org.jspecify.annotations.Nullable;

/** What is wrong with an action whatever the alert: whoever applies it comes to the same answer. */
public final class ActionChecks {

  /** Whoever still thinks so after a year may say it again. */
  static final int MAX_OVERRIDE_DAYS = 365;

  private static final long DAY_MILLIS = 86_400_000L;

  private ActionChecks() {}

  /** Null: nothing. */
  public static @Nullable Refusal refusal(CrmAction action, long nowMillis, AlertRules rules) {
    return switch (action.kind()) {
      case ERASE -> null;
      case OVERRIDE_SCORE -> override(action);
      case SNOOZE -> named(action, snooze(action, nowMillis, rules));
      case CONTACTED ->
          named(action, missing(action.outcome(), Code.OUTCOME_MISSING, "CONTACTED", "outcome"));
      case ASSIGN ->
          named(action, missing(action.author(), Code.AUTHOR_MISSING, "ASSIGN", "author"));
      case ACKNOWLEDGE, UNSNOOZE, FALSE_ALARM, CLOSE, REOPEN -> named(action, null);
    };
  }

  private static @Nullable Refusal named(CrmAction action, @Nullable Refusal otherwise) {
    Refusal unnamed =
        missing(action.alertId(), Code.ALERT_ID_MISSING, action.kind().name(), "alertId");
    return unnamed == null ? otherwise : unnamed;
  }

  /** By the action alone: whoever keeps scores has another clock than whoever keeps alerts. */
  public static @Nullable Refusal override(CrmAction action) {
    Refusal noScore = missing(action.score(), Code.SCORE_MISSING, "OVERRIDE_SCORE", "score");
    Refusal noEnd = missing(action.untilMillis(), Code.UNTIL_MISSING, "OVERRIDE_SCORE", "until");
    if (noScore != null || noEnd != null) {
      return noScore == null ? noEnd : noScore;
    }
    return tooFar(action, action.timeMillis(), MAX_OVERRIDE_DAYS);
  }

  private static @Nullable Refusal snooze(CrmAction action, long nowMillis, AlertRules rules) {
    return tooFar(action, nowMillis, rules.maxSnoozeDays());
  }

  private static @Nullable Refusal tooFar(CrmAction action, long nowMillis, int mostDays) {
    Long until = action.untilMillis();
    boolean tooFar = until != null && until > nowMillis + mostDays * DAY_MILLIS;
    return tooFar
        ? new Refusal(Code.UNTIL_TOO_FAR, "until is more than " + mostDays + " days ahead")
        : past(action, nowMillis);
  }

  private static @Nullable Refusal past(CrmAction action, long nowMillis) {
    Long until = action.untilMillis();
    return until != null && until <= nowMillis
        ? new Refusal(Code.UNTIL_PAST, "until is not after the action")
        : null;
  }

  private static @Nullable Refusal missing(
      @Nullable Object value, Code code, String action, String field) {
    return value == null ? new Refusal(code, action + " needs " + field) : null;
  }
}
