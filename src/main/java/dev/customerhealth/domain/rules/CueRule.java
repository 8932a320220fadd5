package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.CueCode;

/**
 * Where a cue points.
 *
 * @param centre in levels, 0 to 7
 * @param width how vague it is, in levels, .1 to 5
 * @param weight how much it counts, 0 (ignored) to 10
 */
public record CueRule(double centre, double width, double weight) {

  public Cue cue(CueCode code) {
    return Cue.of(code, centre, width, weight);
  }
}
