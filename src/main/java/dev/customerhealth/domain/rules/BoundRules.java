package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.experience.Bound;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Level;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts that beat the sums.
 *
 * @param hold cues that hold the level at 1 until they are resolved
 * @param lift cues that lift it to 6 unless a level of 2 or less came later
 * @param liftFromSurprises so many levels 5 within one half-life lift to 6 too; default 3
 */
public record BoundRules(Set<CueCode> hold, Set<CueCode> lift, int liftFromSurprises) {

  public BoundRules {
    hold = sorted(hold);
    lift = sorted(lift);
  }

  /** The bound that a cue sets; null when it sets none. */
  public @Nullable Bound of(CueCode code) {
    if (hold.contains(code)) {
      return new Bound(code, Level.TERRIBLE);
    }
    return lift.contains(code) ? new Bound(code, Level.UNBELIEVABLE) : null;
  }

  /** Sets with an order of their own would show it in what is written. */
  private static Set<CueCode> sorted(Set<CueCode> codes) {
    var sorted = EnumSet.noneOf(CueCode.class);
    sorted.addAll(codes);
    return Collections.unmodifiableSet(sorted);
  }
}
