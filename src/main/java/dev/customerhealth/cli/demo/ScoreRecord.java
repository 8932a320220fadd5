package dev.customerhealth.cli.demo;

import static java.time.temporal.ChronoUnit.DAYS;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo reads from one record of {@code customer-health.scores}, written as JSON; {@code
 * avro/HealthScore.avsc} explains each field. Times are ISO-8601 texts.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ScoreRecord(
    String customerId,
    long revision,
    String asOf,
    @Nullable Double score,
    @Nullable Double previousScore,
    String band,
    String status,
    @Nullable String topReason,
    String cause,
    @Nullable Double silenceRisk,
    int horizonDays,
    @Nullable Double ownSilenceRisk,
    @Nullable Double ownHorizonDays,
    @Nullable Double gapDays,
    @Nullable String lastPurchaseAt,
    int purchaseDays,
    @Nullable String currency,
    Money spend,
    @Nullable Double spendDrop,
    @Nullable String spendDropSeverity,
    @Nullable BigDecimal valueAtRisk,
    List<String> caps) {

  static final String AT_RISK = "AT_RISK";
  static final String LOST = "LOST";
  static final String NEW = "NEW";

  private static final ObjectReader READER = new JsonMapper().readerFor(ScoreRecord.class);

  /** Money over the calendar days that end with the day of asOf. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Money(BigDecimal d90, BigDecimal d365) {}

  static ScoreRecord parse(byte[] json) throws IOException {
    return READER.readValue(json);
  }

  Instant at() {
    return Instant.parse(asOf);
  }

  /** Status and colour both say so: overdue or spending far less, and a low score. */
  boolean isAlarming() {
    return status.equals(AT_RISK) && band.equals(AT_RISK);
  }

  /** Has bought on two days or more, and is not given up. */
  boolean hasRhythm() {
    return purchaseDays > 1 && !status.equals(NEW) && !status.equals(LOST);
  }

  /** Calendar days since the last purchase; 0 when there was none. */
  long daysSilent() {
    return silentUntil(at());
  }

  long silentUntil(Instant time) {
    return lastPurchaseAt == null
        ? 0
        : DAYS.between(Instant.parse(lastPurchaseAt).truncatedTo(DAYS), time);
  }

  /** Points lost against the record before; 0 when one of them is unknown. */
  double drop() {
    return score == null || previousScore == null ? 0 : previousScore - score;
  }

  BigDecimal value() {
    return valueAtRisk == null ? BigDecimal.ZERO : valueAtRisk;
  }
}
