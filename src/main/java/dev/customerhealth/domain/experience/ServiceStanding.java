package dev.customerhealth.domain.experience;

import org.jspecify.annotations.Nullable;

/**
 * How a staff member, a channel or a stage is experienced, as it is published when a day closes.
 *
 * @param key {@code dimension:value}, such as {@code STAFF:an}
 * @param day that the record closes, days since 1970-01-01
 * @param asOfMillis the last instant of that day, or that of event time, epoch milliseconds
 * @param latent null when what is known has faded
 * @param count occasions with a level, ever since the key was last unknown
 * @param successRate share of those of level 4 or above, 0 to 1
 */
public record ServiceStanding(
    String key,
    int day,
    long asOfMillis,
    @Nullable Latent latent,
    long count,
    @Nullable Double successRate,
    String rulesVersion) {

  /** The reading of a standing. */
  public static ServiceStanding of(
      String key,
      int day,
      long asOfMillis,
      Standing standing,
      ExperienceModel model,
      String rulesVersion) {
    return new ServiceStanding(
        key,
        day,
        asOfMillis,
        standing.at(asOfMillis, model).orElse(null),
        standing.count(),
        standing.successRate(),
        rulesVersion);
  }

  public StandingShare.Dimension dimension() {
    return StandingShare.Dimension.valueOf(key.substring(0, key.indexOf(':')));
  }

  /** Which staff member, channel or stage. */
  public String value() {
    return key.substring(key.indexOf(':') + 1);
  }
}
