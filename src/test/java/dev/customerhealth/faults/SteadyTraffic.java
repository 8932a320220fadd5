package dev.customerhealth.faults;

import dev.customerhealth.avro.CaseStatus;
import dev.customerhealth.avro.ObservationKind;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.testing.Inputs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * The same customers, day after day: each buys about once a week, some stay away for a while, and
 * now and then somebody says or reports something. A day is the same whoever asks for it.
 */
final class SteadyTraffic {

  private static final int PAUSES_EVERY = 20;
  private static final int PAUSE_DAYS = 60;

  private final long seed;
  private final int customers;

  SteadyTraffic(long seed, int customers) {
    this.seed = seed;
    this.customers = customers;
  }

  /** In order of time. */
  List<Envelope> day(int day) {
    Random random = new Random(seed * 31 + day);
    List<Envelope> events = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      int chance = random.nextInt(7);
      long at = Inputs.midnight(day) + random.nextLong(Inputs.DAY);
      if (chance == 0 && !isAway(i, day)) {
        String id = i + "-" + day;
        events.add(Inputs.purchase("c" + i, at, id, String.valueOf(1 + random.nextInt(300))));
        speak("c" + i, at, id, random, events);
      }
    }
    events.sort(Comparator.comparingLong(Envelope::timeMillis));
    return events;
  }

  /** A twentieth of them at a time, two months each. */
  private static boolean isAway(int customer, int day) {
    return (customer + day / PAUSE_DAYS) % PAUSES_EVERY == 0;
  }

  private static void speak(
      String customer, long at, String id, Random random, List<Envelope> events) {
    switch (random.nextInt(30)) {
      case 0 ->
          events.add(Inputs.feedback(customer, at, id, 1 + random.nextInt(5), "nhân viên rất tốt"));
      case 1 -> events.add(Inputs.visit(customer, at, id));
      case 2 -> {
        events.add(Inputs.caseStep(customer, at, id, CaseStatus.OPENED));
        // Answered at once: a complaint that waits keeps its alert open.
        events.add(Inputs.caseStep(customer, at + 1, id, CaseStatus.RESOLVED));
      }
      case 3 -> events.add(Inputs.observation(customer, at, id, ObservationKind.DISLIKE));
      default -> {}
    }
  }
}
