package dev.customerhealth.bench.load;

import dev.customerhealth.avro.Case;
import dev.customerhealth.avro.CaseStatus;
import dev.customerhealth.avro.Feedback;
import dev.customerhealth.avro.FeedbackMetric;
import dev.customerhealth.avro.Observation;
import dev.customerhealth.avro.ObservationKind;
import dev.customerhealth.avro.Purchase;
import dev.customerhealth.avro.Referral;
import dev.customerhealth.avro.Visit;
import dev.customerhealth.avro.VisitKind;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.domain.EventType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a load in the order in which they are sent. Of 1,000 so many are purchases (860,
 * of which 176 per 1,000 are returns, as in Online Retail II), feedback (70), visits (40), steps of
 * cases (20), observations (7) and referrals (3); 10 come late, up to a day behind; 1 is broken, 1
 * the same again.
 */
public final class Traffic implements Iterator<Made> {

  private static final int LATE_PER_MILLE = 10;
  private static final Duration LEAST_LATE = Duration.ofSeconds(10);
  private static final Duration MOST_LATE = Duration.ofDays(1);
  private static final int RETURNS_PER_MILLE = 176;
  private static final int OPEN_CASES = 100;

  private static final List<String> COMMENTS =
      List.of(
          "Nhân viên nhiệt tình, lần sau sẽ quay lại",
          "Giao hàng chậm, gọi mãi không ai nghe máy",
          "good quality as always, thank you",
          "terrible service, I will never come back",
          "tuyệt vời, ngoài mong đợi",
          "ok");

  private static final EventEncoder ENCODER = new EventEncoder();

  private final Customers customers;
  private final int count;
  private final long events;
  private final Instant start;
  private final long spanMillis;
  private final boolean isClean;
  private final String ids;
  private final SplittableRandom random;
  private final Deque<Case> open = new ArrayDeque<>();
  private @Nullable Made last;
  private long sent;

  /** What is measured. */
  public Traffic(Load load) {
    this.customers = Customers.of(load);
    this.count = load.customers();
    this.events = load.events();
    this.start = load.start();
    this.spanMillis = load.span().toMillis();
    this.isClean = load.shape() == Load.Shape.CLEAN;
    this.ids = "";
    this.random = new SplittableRandom(load.seed() + 1);
  }

  /** What was before. */
  public Traffic(Load load, Load.Past past) {
    this.customers = Customers.of(load, past);
    this.count = past.customers();
    this.events = past.events();
    this.start = Load.START;
    this.spanMillis = Duration.ofDays(past.days()).toMillis();
    this.isClean = false;
    this.ids = "p";
    this.random = new SplittableRandom(load.seed() + 2);
  }

  @Override
  public boolean hasNext() {
    return sent < events;
  }

  @Override
  public Made next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    long now = start.toEpochMilli() + (long) ((double) sent / events * spanMillis);
    sent++;
    Made made = isClean ? clean(now) : real(now);
    last = made;
    return made;
  }

  private Made clean(long now) {
    Instant noon =
        Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);
    return made(EventType.PURCHASE, noon, purchase(who(), noon));
  }

  private Made real(long now) {
    // The customer is drawn for repeated records, too: the bare loop asks for the same keys.
    String who = who();
    int kind = random.nextInt(1_000);
    Made before = last;
    if (kind == 0 && before != null) {
      return before;
    }
    Made made = event(who, Instant.ofEpochMilli(now));
    return kind == 1 ? broken(made) : made;
  }

  private Made event(String who, Instant now) {
    Instant at = random.nextInt(1_000) < LATE_PER_MILLE ? late(now) : now;
    int kind = random.nextInt(1_000);
    if (kind < 860) {
      return made(EventType.PURCHASE, now, purchase(who, at));
    } else if (kind < 930) {
      return made(EventType.FEEDBACK, now, feedback(who, at));
    } else if (kind < 970) {
      return made(EventType.VISIT, now, visit(who, at));
    } else if (kind < 990) {
      return made(EventType.CASE, now, step(who, at));
    } else if (kind < 997) {
      return made(EventType.OBSERVATION, now, observation(who, at));
    }
    return made(EventType.REFERRAL, now, referral(who, at));
  }

  private Instant late(Instant now) {
    Instant at = now.minusMillis(random.nextLong(LEAST_LATE.toMillis(), MOST_LATE.toMillis()));
    return at.isBefore(start) ? start : at;
  }

  private static Made broken(Made whole) {
    byte[] half = Arrays.copyOf(whole.payload(), whole.payload().length / 2);
    return new Made(whole.type(), whole.customerId(), whole.sentMillis(), half);
  }

  private static Made made(EventType type, Instant sent, SpecificRecord event) {
    return new Made(type, (String) event.get(0), sent.toEpochMilli(), ENCODER.encode(event));
  }

  private String who() {
    return Customers.id(customers.next());
  }

  private String id(String kind) {
    return kind + ids + sent;
  }

  private Purchase purchase(String who, Instant at) {
    boolean isReturn = random.nextInt(1_000) < RETURNS_PER_MILLE;
    // Median 150, as an invoice of a gift shop; four decimals as on the wire.
    long cents = Math.round(15_000 * Math.exp(random.nextGaussian()));
    return Purchase.newBuilder()
        .setCustomerId(who)
        .setEventTime(at)
        .setTransactionId(id("t"))
        .setAmount(BigDecimal.valueOf(isReturn ? -cents : cents, 2).setScale(4))
        .setCurrency("GBP")
        .setItemCount(1 + random.nextInt(200))
        .build();
  }

  private Visit visit(String who, Instant at) {
    return Visit.newBuilder()
        .setCustomerId(who)
        .setEventTime(at)
        .setVisitId(id("v"))
        .setKind(VisitKind.CAME)
        .build();
  }

  private Feedback feedback(String who, Instant at) {
    boolean speaks = random.nextInt(10) < 7;
    return Feedback.newBuilder()
        .setCustomerId(who)
        .setEventTime(at)
        .setFeedbackId(id("f"))
        .setMetric(FeedbackMetric.STARS)
        .setRating(1.0 + Math.max(random.nextInt(5), random.nextInt(5)))
        .setComment(speaks ? COMMENTS.get(random.nextInt(COMMENTS.size())) : null)
        .setStaffId("s" + random.nextInt(200))
        .setChannel("web")
        .build();
  }

  /** Opens a case, or resolves one that was opened a while ago. */
  private Case step(String who, Instant at) {
    if (open.size() >= OPEN_CASES && random.nextBoolean()) {
      Case oldest = open.remove();
      return Case.newBuilder(oldest).setEventTime(at).setStatus(CaseStatus.RESOLVED).build();
    }
    Case opened =
        Case.newBuilder()
            .setCustomerId(who)
            .setEventTime(at)
            .setCaseId(id("k"))
            .setStatus(CaseStatus.OPENED)
            .setComplaint(true)
            .setChannel("hotline")
            .build();
    open.add(opened);
    return opened;
  }

  private Observation observation(String who, Instant at) {
    ObservationKind[] kinds = {
      ObservationKind.DISLIKE, ObservationKind.PRAISE, ObservationKind.COMPETITOR_PRICE
    };
    return Observation.newBuilder()
        .setCustomerId(who)
        .setEventTime(at)
        .setObservationId(id("o"))
        .setKind(kinds[random.nextInt(kinds.length)])
        .build();
  }

  private Referral referral(String who, Instant at) {
    String friend = Customers.id(random.nextInt(count));
    return Referral.newBuilder()
        .setCustomerId(who)
        .setEventTime(at)
        .setReferralId(id("r"))
        .setReferredCustomerId(friend.equals(who) ? "friend-of-" + who : friend)
        .build();
  }
}
