package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.ActionChecks;
import dev.customerhealth.domain.score.ScoreOverride;
import org.jspecify.annotations.Nullable;

/** Reads overrides of scores from actions. */
final class Overrides {

  private Overrides() {}

  /** Null: it is another action, or refused by whoever answers it. */
  static @Nullable ScoreOverride of(CrmAction action) {
    Double score = action.score();
    Long until = action.untilMillis();
    boolean isAsked = action.kind() == CrmAction.Kind.OVERRIDE_SCORE;
    if (!isAsked || score == null || until == null || ActionChecks.override(action) != null) {
      return null;
    }
    int tenths = (int) StrictMath.round(score * 10);
    return new ScoreOverride(tenths, action.timeMillis(), until, action.author(), action.reason());
  }
}
