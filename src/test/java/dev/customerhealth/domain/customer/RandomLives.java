package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lives of customers of all kinds, drawn from a seed, in time order. */
public final class RandomLives {

  public static final long DAY = 86_400_000L;
  public static final long BEGIN = 19_000 * DAY;

  private static final List<String> WORDS =
      List.of(
          "ngon quá, sẽ giới thiệu cho bạn bè",
          "lừa đảo, bóc phốt cho mọi người biết",
          "bên kia rẻ hơn",
          "so so",
          "amazing, could not be better");

  private final Random random;
  private final boolean withProfiles;
  private final boolean withUnknownValues;
  private final List<CustomerEvent> events = new ArrayList<>();
  private long now = BEGIN;

  private RandomLives(Random random, boolean withProfiles) {
    this.random = random;
    this.withProfiles = withProfiles;
    this.withUnknownValues = random.nextInt(4) == 0;
  }

  /** Up to some 100 events in up to four years, profiles included. */
  public static List<CustomerEvent> next(Random random) {
    return new RandomLives(random, true).events();
  }

  public static List<CustomerEvent> nextWithoutProfiles(Random random) {
    return new RandomLives(random, false).events();
  }

  private List<CustomerEvent> events() {
    int meanGap = 1 + random.nextInt(random.nextBoolean() ? 20 : 150);
    int count = 1 + random.nextInt(80);
    for (int i = 0; i < count && now < BEGIN + 1400 * DAY; i++) {
      if (random.nextInt(6) != 0) {
        now += (long) (-Math.log(1 - random.nextDouble()) * meanGap * DAY);
      } else {
        now += random.nextInt(3_600_000);
      }
      if (random.nextInt(60) == 0) {
        now += random.nextInt(600) * DAY;
      }
      events.add(event("e" + i));
    }
    events.sort(Life.IN_TIME_ORDER);
    return events;
  }

  private CustomerEvent event(String id) {
    int kind = random.nextInt(20);
    if (kind == 0 && withProfiles) {
      return Facts.profile(now, null, random.nextBoolean() ? "USD" : null, null);
    }
    if (kind < 4) {
      return Facts.visit(id, now, Visit.Kind.values()[random.nextInt(5)]);
    }
    if (kind == 8) {
      return word(id);
    }
    if (kind < 6 && !events.isEmpty()) {
      return Facts.purchase(id, now, "-" + money(), "GBP", null, line(), reversed());
    }
    String amount = kind == 6 ? "0" : kind == 7 && withUnknownValues ? null : money();
    String currency = random.nextInt(10) == 0 ? "USD" : "GBP";
    return Facts.purchase(id, now, amount, currency, random.nextInt(5), line(), null);
  }

  /** Said, noticed, complained or recommended. */
  private CustomerEvent word(String id) {
    boolean toMany = random.nextInt(4) == 0;
    return switch (random.nextInt(7)) {
      case 0, 1 ->
          Facts.feedback(id, now, 1 + random.nextInt(5), npsOrNull(), text(), toMany, caseId());
      case 2 ->
          Facts.observation(
              id, now, Observation.Kind.values()[random.nextInt(Observation.Kind.values().length)]);
      case 3 -> Facts.referral(id, now, "friend" + random.nextInt(4));
      default ->
          Facts.step(
              "case" + random.nextInt(3),
              now,
              CaseUpdate.Status.values()[random.nextInt(4)],
              random.nextInt(4) == 0 ? Boolean.FALSE : null,
              random.nextInt(3) == 0 ? (Long) (now + random.nextInt(5) * DAY) : null);
    };
  }

  private @Nullable Integer npsOrNull() {
    return random.nextBoolean() ? null : (Integer) random.nextInt(11);
  }

  private @Nullable String text() {
    return random.nextInt(3) == 0 ? WORDS.get(random.nextInt(WORDS.size())) : null;
  }

  private @Nullable String caseId() {
    return random.nextBoolean() ? null : "case" + random.nextInt(3);
  }

  private @Nullable String line() {
    return random.nextBoolean() ? null : "line" + random.nextInt(18);
  }

  private @Nullable String reversed() {
    int back = 1 + random.nextInt(Math.min(5, events.size()));
    return random.nextBoolean() ? null : events.get(events.size() - back).id();
  }

  private String money() {
    double value = Math.exp(3 + random.nextGaussian());
    return String.format(java.util.Locale.ROOT, "%.2f", value + .01);
  }
}
