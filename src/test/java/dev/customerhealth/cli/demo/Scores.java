package dev.customerhealth.cli.demo;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Score records that say only what a test is about. */
final class Scores {

  private final String customerId;
  private String asOf = "2011-09-11T00:00:00Z";
  private @Nullable Double score = 50.0;
  private @Nullable Double previousScore;
  private List<String> caps = List.of();
  private String band = "WATCH";
  private String status = "ACTIVE";
  private String cause = "TIME";
  private @Nullable Double gapDays = 10.0;
  private @Nullable String lastPurchaseAt = "2011-09-10T15:00:00Z";
  private int purchaseDays = 5;
  private BigDecimal d90 = BigDecimal.ZERO;
  private @Nullable Double spendDrop;
  private @Nullable String severity;
  private BigDecimal valueAtRisk = BigDecimal.ZERO;

  private Scores(String customerId) {
    this.customerId = customerId;
  }

  static Scores of(String customerId) {
    return new Scores(customerId);
  }

  Scores asOf(String time) {
    asOf = time;
    return this;
  }

  Scores looks(String newBand, String newStatus, double points) {
    band = newBand;
    status = newStatus;
    score = points;
    return this;
  }

  Scores alarming() {
    return looks("AT_RISK", "AT_RISK", 30);
  }

  Scores because(String transactionId) {
    cause = Card.causeOf(transactionId);
    return this;
  }

  Scores boughtOn(int days, double gap, String last) {
    purchaseDays = days;
    gapDays = gap;
    lastPurchaseAt = last;
    return this;
  }

  Scores spent(String in90Days) {
    d90 = new BigDecimal(in90Days);
    return this;
  }

  Scores dropped(double drop) {
    spendDrop = drop;
    severity = "CALL";
    return this;
  }

  Scores mayLose(String amount) {
    valueAtRisk = new BigDecimal(amount);
    return this;
  }

  Scores fellFrom(double before, String... names) {
    previousScore = before;
    caps = List.of(names);
    return this;
  }

  Scores afterFeedback(String feedbackId) {
    cause = "feedback/" + feedbackId;
    return this;
  }

  ScoreRecord get() {
    return new ScoreRecord(
        customerId,
        1,
        asOf,
        score,
        previousScore,
        band,
        status,
        "return",
        cause,
        0.6,
        90,
        0.6,
        30.0,
        gapDays,
        lastPurchaseAt,
        purchaseDays,
        "GBP",
        new ScoreRecord.Money(d90, d90),
        spendDrop,
        severity,
        valueAtRisk,
        caps);
  }
}
