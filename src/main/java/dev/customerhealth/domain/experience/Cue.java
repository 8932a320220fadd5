package dev.customerhealth.domain.experience;

import org.jspecify.annotations.Nullable;

/**
 * One observation of a customer's experience on the 1 to 6 line.
 *
 * @param centre where it points, in levels
 * @param width how vague it is, in levels, above 0
 * @param weight how much it counts, at least 0
 * @param text the words in which it was found, if it was found in words and the rules let them be
 *     shown
 */
public record Cue(CueCode code, double centre, double width, double weight, @Nullable String text) {

  public static Cue of(CueCode code, double centre, double width, double weight) {
    return new Cue(code, centre, width, weight, null);
  }

  /** What it adds to what is known: weight / width^2. */
  public double precision() {
    return weight / (width * width);
  }

  /** Weight 0 switches a kind of cue off. */
  public boolean counts() {
    return weight > 0;
  }

  /** The same cue, counting that many times as much. */
  public Cue times(double factor) {
    return new Cue(code, centre, width, weight * factor, text);
  }
}
