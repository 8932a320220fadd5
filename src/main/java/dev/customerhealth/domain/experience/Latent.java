package dev.customerhealth.domain.experience;

import org.hipparchus.special.Erf;

/**
 * An experience as a normal distribution on the 1 to 6 line.
 *
 * @param mean in levels; about 1 to 6
 * @param variance in levels^2: what the cues leave open, and how far apart they are
 * @param precision of all cues and of the prior
 */
public record Latent(double mean, double variance, double precision) {

  /** The median level, which is the one in which the mean lies. */
  public Level level() {
    return Level.at(mean);
  }

  /** The probability of a level, 0 to 1; over all six it is 1. */
  public double probability(Level level) {
    double deviation = StrictMath.sqrt(variance) * StrictMath.sqrt(2);
    double from = (level.from() - mean) / deviation;
    double until = (level.until() - mean) / deviation;
    // In a far tail, 1 - 1 would be all that is left: take the tail on the side that is small.
    return from > 0
        ? (Erf.erfc(from) - Erf.erfc(until)) / 2
        : (Erf.erfc(-until) - Erf.erfc(-from)) / 2;
  }
}
