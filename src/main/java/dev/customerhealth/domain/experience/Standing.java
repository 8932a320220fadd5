package dev.customerhealth.domain.experience;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shares in the standing of one staff member, channel or stage, summed up; the order in which they
 * came leaves no trace. Immutable.
 *
 * @param count occasions with a level, less those that were taken back
 * @param successes those of level 4 or above
 */
public record Standing(LatentSums sums, long count, long successes) {

  /**
   * @param halfLifeDays above 0
   */
  public static Standing empty(double halfLifeDays) {
    return new Standing(LatentSums.empty(halfLifeDays), 0, 0);
  }

  /** With a share, which from its time on fades as this does, whatever other rules said. */
  public Standing plus(StandingShare share) {
    LatentSums more =
        LatentSums.restore(share.halfLifeDays(), share.epochs(), share.sums())
            .withHalfLife(sums.halfLifeDays(), share.timeMillis());
    return plus(new Standing(more, share.count(), share.successes()));
  }

  /**
   * All shares of both.
   *
   * @throws IllegalArgumentException for another half-life
   */
  public Standing plus(Standing other) {
    return new Standing(sums.plus(other.sums), count + other.count, successes + other.successes);
  }

  /** Fading with another half-life from a time on; for new rules. */
  public Standing withHalfLife(double days, long asOfMillis) {
    return new Standing(sums.withHalfLife(days, asOfMillis), count, successes);
  }

  /** The experience that is left at a time; empty when it has faded: missing is not average. */
  public Optional<Latent> at(long timeMillis, ExperienceModel model) {
    return model.running(sums.at(timeMillis));
  }

  /** Share of the occasions that were of level 4 or above, 0 to 1; null without any. */
  public @Nullable Double successRate() {
    return count > 0 ? (Double) ((double) successes / count) : null;
  }
}
