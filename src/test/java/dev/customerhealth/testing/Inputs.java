package dev.customerhealth.testing;

import dev.customerhealth.avro.Action;
import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.avro.Case;
import dev.customerhealth.avro.CaseStatus;
import dev.customerhealth.avro.Feedback;
import dev.customerhealth.avro.Observation;
import dev.customerhealth.avro.ObservationKind;
import dev.customerhealth.avro.Profile;
import dev.customerhealth.avro.Purchase;
import dev.customerhealth.avro.Referral;
import dev.customerhealth.avro.Visit;
import dev.customerhealth.avro.VisitKind;
import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Inputs as the source hands them on. Times are epoch milliseconds. */
public final class Inputs {

  public static final long DAY = Duration.ofDays(1).toMillis();
  public static final long HOUR = Duration.ofHours(1).toMillis();

  /** Day 0 of the tests. */
  public static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  private static final EventEncoder ENCODER = new EventEncoder();
  private static final EventDecoder DECODER = new EventDecoder();

  /** The order in which the job promises to apply a customer's events. */
  private static final Comparator<Envelope> IN_TIME_ORDER =
      Comparator.comparingLong(Envelope::timeMillis)
          .thenComparing(Envelope::type)
          .thenComparing(Envelope::id)
          .thenComparing(Envelope::payload, Arrays::compareUnsigned);

  private Inputs() {}

  /** Noon of a day, counted from {@link #START}. */
  public static long noon(int day) {
    return midnight(day) + 12 * HOUR;
  }

  /** The start of a day, counted from {@link #START}. */
  public static long midnight(int day) {
    return START.toEpochMilli() + day * DAY;
  }

  public static Envelope purchase(String customerId, long timeMillis, String id, String amount) {
    return purchase(customerId, timeMillis, id, new BigDecimal(amount).setScale(4));
  }

  public static Envelope purchaseOfUnknownValue(String customerId, long timeMillis, String id) {
    return purchase(customerId, timeMillis, id, (BigDecimal) null);
  }

  private static Envelope purchase(
      String customerId, long timeMillis, String id, BigDecimal amount) {
    return envelope(
        EventType.PURCHASE,
        Purchase.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setTransactionId(id)
            .setAmount(amount)
            .setCurrency("GBP")
            .setItemCount(1)
            .build());
  }

  public static Envelope visit(String customerId, long timeMillis, String id) {
    return visit(customerId, timeMillis, id, VisitKind.CAME);
  }

  /** Does not count as a visit. */
  public static Envelope reservation(String customerId, long timeMillis, String id) {
    return visit(customerId, timeMillis, id, VisitKind.RESERVED);
  }

  private static Envelope visit(String customerId, long timeMillis, String id, VisitKind kind) {
    return envelope(
        EventType.VISIT,
        Visit.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setVisitId(id)
            .setKind(kind)
            .build());
  }

  public static Envelope profile(String customerId, long timeMillis, String segment) {
    return envelope(
        EventType.PROFILE,
        Profile.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setSegment(segment)
            .build());
  }

  /** Stars of five. */
  public static Envelope feedback(
      String customerId, long timeMillis, String id, int stars, @Nullable String comment) {
    return envelope(
        EventType.FEEDBACK,
        Feedback.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setFeedbackId(id)
            .setRating((double) stars)
            .setScaleMin(1.0)
            .setScaleMax(5.0)
            .setComment(comment)
            .setChannel("zalo")
            .setStaffId("an")
            .build());
  }

  public static Envelope caseStep(
      String customerId, long timeMillis, String caseId, CaseStatus status) {
    return envelope(
        EventType.CASE,
        Case.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setCaseId(caseId)
            .setStatus(status)
            .setComplaint(true)
            .build());
  }

  public static Envelope observation(
      String customerId, long timeMillis, String id, ObservationKind kind) {
    return envelope(
        EventType.OBSERVATION,
        Observation.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setObservationId(id)
            .setKind(kind)
            .build());
  }

  public static Envelope referral(
      String customerId, long timeMillis, String id, String referredCustomerId) {
    return envelope(
        EventType.REFERRAL,
        Referral.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setReferralId(id)
            .setReferredCustomerId(referredCustomerId)
            .build());
  }

  public static Envelope erasure(String customerId, long timeMillis, String id) {
    return envelope(
        EventType.ACTION,
        Action.newBuilder()
            .setCustomerId(customerId)
            .setEventTime(Instant.ofEpochMilli(timeMillis))
            .setActionId(id)
            .setAction(ActionKind.ERASE)
            .build());
  }

  /** As read from partition 0 of its topic at the time of the event. */
  public static Envelope envelope(EventType type, SpecificRecord source) {
    byte[] payload = ENCODER.encode(source);
    CustomerEvent event = event(type, payload);
    return new Envelope(
        type,
        event.customerId(),
        event.timeMillis(),
        event.id(),
        "customer-health." + type.plural(),
        0,
        0,
        event.timeMillis(),
        null,
        payload,
        null,
        null);
  }

  public static CustomerEvent event(EventType type, byte[] payload) {
    if (DECODER.decode(type, payload, Long.MAX_VALUE) instanceof Decoded.Event decoded) {
      return decoded.event();
    }
    throw new IllegalArgumentException("Not a " + type);
  }

  /** The events of each customer, in the order in which they are to be applied. */
  public static Map<String, List<Envelope>> byCustomer(List<Envelope> events) {
    return events.stream()
        .sorted(IN_TIME_ORDER)
        .collect(Collectors.groupingBy(Envelope::customerId, TreeMap::new, Collectors.toList()));
  }
}
