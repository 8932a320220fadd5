package dev.customerhealth.testing;

import dev.customerhealth.avro.CaseStatus;
import dev.customerhealth.avro.ObservationKind;
import dev.customerhealth.codec.Envelope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Made-up traffic of a few dozen customers: regulars, rare guests, those who stop and return. */
public final class Traffic {

  /** The rarest of them come every 128 days or so. */
  private static final int RAREST = 8;

  private static final int PAUSES_EVERY = 20;

  private final Random random;
  private final int rarest;
  private final int pausesEvery;
  private final List<Envelope> events = new ArrayList<>();
  private int ids;

  private Traffic(long seed, int rarest, int pausesEvery) {
    this.random = new Random(seed);
    this.rarest = rarest;
    this.pausesEvery = pausesEvery;
  }

  /** Events of the given days, in no order. */
  public static List<Envelope> of(long seed, int customers, int days) {
    return of(seed, customers, days, RAREST, PAUSES_EVERY);
  }

  /**
   * Events of the given days, in no order.
   *
   * @param rarest which power of two of days, less one, lies between two events of the rarest
   * @param pausesEvery after how many events somebody stays away for up to 500 days
   */
  public static List<Envelope> of(long seed, int customers, int days, int rarest, int pausesEvery) {
    Traffic traffic = new Traffic(seed, rarest, pausesEvery);
    for (int i = 0; i < customers; i++) {
      traffic.add("c" + i, days);
    }
    return traffic.events;
  }

  /**
   * The same events as they may arrive: no event later than {@code boundMillis} after a younger
   * one.
   */
  public static List<Envelope> disordered(List<Envelope> events, long boundMillis, long seed) {
    Random random = new Random(seed);
    record Arrival(Envelope event, long atMillis) {}
    return events.stream()
        .map(event -> new Arrival(event, event.timeMillis() + random.nextLong(boundMillis)))
        .sorted(Comparator.comparingLong(Arrival::atMillis))
        .map(Arrival::event)
        .toList();
  }

  private void add(String customerId, int days) {
    int gapDays = 1 << random.nextInt(rarest);
    if (random.nextInt(4) == 0) {
      events.add(Inputs.profile(customerId, at(random.nextInt(days)), segment()));
    }
    for (int day = random.nextInt(days); day < days; day += 1 + random.nextInt(2 * gapDays)) {
      act(customerId, at(day));
      if (random.nextInt(pausesEvery) == 0) {
        day += random.nextInt(500);
      }
    }
  }

  private void act(String customerId, long timeMillis) {
    String id = "e" + ids++;
    switch (random.nextInt(10)) {
      case 0 -> events.add(Inputs.visit(customerId, timeMillis, id));
      case 1 -> events.add(Inputs.purchase(customerId, timeMillis, id, "-" + amount()));
      case 2 -> events.add(Inputs.purchase(customerId, timeMillis, id, "0"));
      case 3 -> {
        events.add(Inputs.purchase(customerId, timeMillis, id, amount()));
        events.add(Inputs.visit(customerId, timeMillis, id));
        events.add(Inputs.purchase(customerId, timeMillis + random.nextInt(2), id, amount()));
      }
      case 4 -> {
        Envelope twice = Inputs.purchase(customerId, timeMillis, id, amount());
        events.add(twice);
        events.add(twice);
      }
      case 5 -> speak(customerId, timeMillis, id);
      default -> events.add(Inputs.purchase(customerId, timeMillis, id, amount()));
    }
  }

  private void speak(String customerId, long timeMillis, String id) {
    switch (random.nextInt(4)) {
      case 0 ->
          events.add(
              Inputs.observation(
                  customerId,
                  timeMillis,
                  id,
                  random.nextBoolean() ? ObservationKind.DISLIKE : ObservationKind.LEAVING));
      case 1 -> {
        events.add(Inputs.caseStep(customerId, timeMillis, id, CaseStatus.OPENED));
        long resolved = timeMillis + random.nextLong(6 * Inputs.DAY);
        events.add(Inputs.caseStep(customerId, resolved, id, CaseStatus.RESOLVED));
      }
      case 2 -> events.add(Inputs.referral(customerId, timeMillis, id, "friend" + id));
      default -> {
        String words = random.nextBoolean() ? null : "tuyệt vời, không ngờ tới";
        int stars = 1 + random.nextInt(5);
        events.add(Inputs.feedback(customerId, timeMillis, id, stars, words));
      }
    }
  }

  /** Often the very start of a day, when time's own work is due too. */
  private long at(int day) {
    return Inputs.midnight(day) + random.nextInt(3) * random.nextLong(Inputs.DAY / 3);
  }

  private String amount() {
    return String.valueOf(1 + random.nextInt(300));
  }

  private String segment() {
    return List.of("retail", "restaurant", "wholesale", "unheard-of").get(random.nextInt(4));
  }
}
