package dev.customerhealth.cli.synthetic;

import dev.customerhealth.avro.Referral;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom happy customers name: real customers who first bought some days or weeks later, and
 * sometimes somebody who never came. Nobody is named twice.
 */
final class Referrals {

  private static final Duration SOON = Duration.ofDays(3);
  private static final Duration LATE = Duration.ofDays(120);
  private static final int NEVER_CAME = 200;

  private final List<Shopper> shoppers;
  private final Set<String> named = new HashSet<>();

  /**
   * @param shoppers who may be named, in a fixed order
   */
  Referrals(Collection<Shopper> shoppers) {
    this.shoppers = List.copyOf(shoppers);
  }

  /** Empty when nobody is left to be named. */
  Optional<Referral> after(Occasion occasion, Chance chance) {
    Instant time = occasion.after(chance.hours(6, 240));
    return friend(occasion, time, chance)
        .map(
            friend ->
                Referral.newBuilder()
                    .setCustomerId(occasion.customerId())
                    .setEventTime(time)
                    .setReferralId(occasion.id("referral"))
                    .setReferredCustomerId(friend)
                    .setChannel("web")
                    .build());
  }

  private Optional<String> friend(Occasion occasion, Instant time, Chance chance) {
    if (chance.perMille(NEVER_CAME)) {
      return Optional.of(occasion.id("friend"));
    }
    long from = time.plus(SOON).toEpochMilli();
    long to = time.plus(LATE).toEpochMilli();
    List<String> newcomers =
        shoppers.stream()
            .filter(s -> s.firstOrderMillis() >= from && s.firstOrderMillis() <= to)
            .map(Shopper::id)
            .filter(id -> !named.contains(id))
            .toList();
    if (newcomers.isEmpty()) {
      return Optional.empty();
    }
    String friend = chance.oneOf(newcomers);
    named.add(friend);
    return Optional.of(friend);
  }
}
