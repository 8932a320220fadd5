package dev.customerhealth.domain.experience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experience as it is published.
 *
 * @param level the median level, or that of the bound
 * @param latent before any bound
 * @param bound that decided the level; null when the sums did
 * @param evidence every cue and the prior, the strongest first; their shares sum to 1
 */
public record Reading(Level level, Latent latent, @Nullable Bound bound, List<Evidence> evidence) {

  public Reading {
    evidence = List.copyOf(evidence);
  }

  /** The probability of the level, 0 to 1: low where a bound holds it against the sums. */
  public double confidence() {
    return latent.probability(level);
  }
}
