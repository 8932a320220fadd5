package dev.customerhealth.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who the customer is, as a whole: the newest profile replaces the one before, fields it leaves out
 * included.
 *
 * @param id {@code customerId/timeMillis}
 * @param consentAnalytics false: no score; null: unknown
 * @param consentContact false: not contactable; null: unknown
 */
public record Profile(
    String customerId,
    long timeMillis,
    String id,
    @Nullable String segment,
    @Nullable LocalDate birthday,
    @Nullable LocalDate joinedOn,
    @Nullable String homeCurrency,
    @Nullable String store,
    @Nullable String ownerId,
    @Nullable ContactChannel preferredChannel,
    @Nullable Boolean consentAnalytics,
    @Nullable Boolean consentContact)
    implements CustomerEvent {

  @Override
  public EventType type() {
    return EventType.PROFILE;
  }

  public enum ContactChannel {
    ZALO,
    FACEBOOK,
    CHAT,
    PHONE,
    EMAIL,
    SMS,
    IN_PERSON
  }
}
