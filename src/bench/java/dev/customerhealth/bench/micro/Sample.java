package dev.customerhealth.bench.micro;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.Purchase;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.CustomerTimeline;
import dev.customerhealth.domain.customer.Publisher;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.HealthScore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A customer with eight purchase days a month apart and one piece of feedback, about as many bytes
 * as the median of Online Retail II, and what comes next.
 */
final class Sample implements Publisher {

  static final String ID = "c4711";
  static final Rules RULES = RulesYaml.shipped().withHomeCurrency("GBP");
  static final EventDecoder DECODER = new EventDecoder();

  private static final int PURCHASES = 8;
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final EventEncoder ENCODER = new EventEncoder();

  final CustomerTimeline timeline = new CustomerTimeline(RULES, 7, Customer.NEVER);
  final Customer customer = new Customer();
  @Nullable HealthScore last;

  Sample() {
    for (int i = 0; i < PURCHASES; i++) {
      meet(customer, purchase(i));
    }
    meet(customer, feedback());
  }

  void meet(Customer who, CustomerEvent event) {
    timeline.passTime(who, ID, event.timeMillis() - 1, this);
    timeline.apply(who, ID, event, this);
    timeline.passTime(who, ID, event.timeMillis() + 5_000, this);
  }

  /** As many purchase days, each up to ten days earlier or later: mostly a rhythm of its own. */
  Customer another(Random random) {
    Customer another = new Customer();
    for (int i = 0; i < PURCHASES; i++) {
      meet(another, (Purchase) read(EventType.PURCHASE, avro(i, random.nextInt(-10, 11))));
    }
    return another;
  }

  /** What has just been bought by somebody else, to be tried on. */
  static Purchase next() {
    return purchase(PURCHASES);
  }

  static byte[] nextPayload() {
    return ENCODER.encode(avro(PURCHASES, 0));
  }

  static Envelope envelope() {
    Purchase next = next();
    return new Envelope(
        EventType.PURCHASE,
        next.customerId(),
        next.timeMillis(),
        next.id(),
        "customer-health.purchases",
        0,
        12_345_678L,
        next.timeMillis(),
        ID.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        nextPayload(),
        null,
        null);
  }

  static Feedback feedback() {
    return (Feedback)
        read(
            EventType.FEEDBACK,
            dev.customerhealth.avro.Feedback.newBuilder()
                .setCustomerId(ID)
                .setEventTime(at(PURCHASES - 1).plus(Duration.ofHours(2)))
                .setFeedbackId("f1")
                .setRating(2.0)
                .setComment("Giao hàng chậm, gọi mãi không ai nghe máy, thất vọng")
                .build());
  }

  private static Purchase purchase(int number) {
    return (Purchase) read(EventType.PURCHASE, avro(number, 0));
  }

  private static dev.customerhealth.avro.Purchase avro(int number, int daysLater) {
    return dev.customerhealth.avro.Purchase.newBuilder()
        .setCustomerId(ID)
        .setEventTime(at(number).plus(Duration.ofDays(daysLater)))
        .setTransactionId("t" + (100_000 + number))
        .setAmount(BigDecimal.valueOf(15_000 + 997L * number, 2).setScale(4))
        .setCurrency("GBP")
        .setItemCount(12)
        .build();
  }

  private static Instant at(int number) {
    return START.plus(Duration.ofDays(30L * number));
  }

  private static CustomerEvent read(EventType type, SpecificRecord avro) {
    return ((Decoded.Event) DECODER.decode(type, ENCODER.encode(avro), Long.MAX_VALUE)).event();
  }

  @Override
  public void score(HealthScore score, Weight weight, boolean isFinal) {
    last = score;
  }

  @Override
  public void level(ServiceLevel level) {
    // Not looked at.
  }

  @Override
  public void standing(StandingShare share) {
    // Not looked at.
  }

  @Override
  public void signal(Signal signal) {
    // Not looked at.
  }

  @Override
  public void purchase(LaterPurchase purchase) {
    // Not looked at.
  }

  @Override
  public void withdrawLevel(String key, long atMillis) {
    // Not looked at.
  }

  @Override
  public void withdraw(String customerId, long atMillis) {
    // Not looked at.
  }
}
