package dev.customerhealth.domain.experience;

import org.jspecify.annotations.Nullable;

/**
 * How a customer experiences us at a moment.
 *
 * @param level the median level, or that of the bound
 * @param latent before any bound
 * @param bound the hard bound in force; null when the sums decide
 * @param provisional whether it rests on a silence that is not confirmed yet
 */
public record RunningLevel(Level level, Latent latent, @Nullable Bound bound, boolean provisional) {

  /** The probability of the level, 0 to 1. */
  public double confidence() {
    return latent.probability(level);
  }
}
