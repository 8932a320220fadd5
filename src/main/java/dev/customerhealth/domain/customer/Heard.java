package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import dev.customerhealth.domain.experience.Occasion.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of feedback or observation said.
 *
 * @param level null without any cue
 * @param caseId the case that it belongs to, if any
 */
record Heard(@Nullable Level level, List<Cue> cues, Intent intent, @Nullable String caseId) {

  boolean has(CueCode code) {
    return cues.stream().anyMatch(cue -> cue.code() == code);
  }

  /** Kind words among harsh ones are none. */
  boolean praises() {
    boolean kind =
        has(CueCode.PRAISE)
            || has(CueCode.SURPRISE)
            || has(CueCode.TOLD_SOMEBODY)
            || has(CueCode.PUBLIC_PRAISE);
    return kind && !isPoor();
  }

  boolean isPoor() {
    return level != null && level.compareTo(Level.BASIC) <= 0;
  }

  /** In the customer's words or in those of staff. */
  boolean isLeaving() {
    return intent == Intent.LEAVING || has(CueCode.LEAVING);
  }
}
