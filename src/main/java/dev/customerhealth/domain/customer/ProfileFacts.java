package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.Profile;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a profile: nothing that scoring or alerting does not use, so no birthday.
 *
 * @param timeMillis when it was stated; a profile stated earlier does not replace it
 */
public record ProfileFacts(
    long timeMillis,
    @Nullable String segment,
    @Nullable String homeCurrency,
    @Nullable String store,
    @Nullable String ownerId,
    Profile.@Nullable ContactChannel preferredChannel,
    @Nullable Boolean consentAnalytics,
    @Nullable Boolean consentContact) {

  static ProfileFacts of(Profile profile) {
    return new ProfileFacts(
        profile.timeMillis(),
        profile.segment(),
        profile.homeCurrency(),
        profile.store(),
        profile.ownerId(),
        profile.preferredChannel(),
        profile.consentAnalytics(),
        profile.consentContact());
  }
}
