package dev.customerhealth.cli.synthetic;

import dev.customerhealth.avro.Case;
import dev.customerhealth.avro.CaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Complaints and their steps: some answered in time, some late, some reopened, some never. */
final class Complaints {

  private static final Duration PROMISE = Duration.ofHours(72);
  private static final List<String> CATEGORIES =
      List.of("delivery", "damaged", "wrong-item", "refund", "invoice");
  private static final List<String> CHANNELS = List.of("hotline", "email", "chat");

  private final Case.Builder step;
  private final Chance chance;
  private final List<Case> steps = new ArrayList<>();

  private Complaints(Occasion occasion, Chance chance) {
    this.chance = chance;
    this.step =
        Case.newBuilder()
            .setCustomerId(occasion.customerId())
            .setCaseId(occasion.id("case"))
            .setComplaint(chance.perMille(800))
            .setCategory(chance.oneOf(CATEGORIES))
            .setChannel(chance.oneOf(CHANNELS))
            .setStaffId(occasion.staff().id());
  }

  /** The steps of one complaint, in the order of time. */
  static List<Case> about(Occasion occasion, Chance chance) {
    return new Complaints(occasion, chance).from(occasion.after(chance.hours(12, 96)));
  }

  private List<Case> from(Instant opened) {
    if (chance.perMille(600)) {
      step.setPromisedBy(opened.plus(PROMISE));
    }
    add(CaseStatus.OPENED, opened);
    boolean answered = !chance.perMille(120);
    if (answered) {
      answer(opened);
    }
    return steps;
  }

  private void answer(Instant opened) {
    boolean slow = chance.perMille(350);
    Instant responded = opened.plus(slow ? chance.hours(26, 90) : chance.hours(1, 20));
    add(CaseStatus.RESPONDED, responded);
    if (chance.perMille(100)) {
      return;
    }
    Instant resolved = responded.plus(slow ? chance.hours(50, 300) : chance.hours(4, 48));
    add(CaseStatus.RESOLVED, resolved);
    if (chance.perMille(slow ? 300 : 100)) {
      reopen(resolved);
    }
  }

  private void reopen(Instant resolved) {
    Instant reopened = resolved.plus(chance.hours(20, 140));
    add(CaseStatus.REOPENED, reopened);
    if (chance.perMille(650)) {
      add(CaseStatus.RESOLVED, reopened.plus(chance.hours(10, 120)));
    }
  }

  private void add(CaseStatus status, Instant time) {
    steps.add(step.setStatus(status).setEventTime(time).build());
  }
}
