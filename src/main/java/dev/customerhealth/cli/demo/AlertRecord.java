package dev.customerhealth.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.customerhealth.codec.Labels;
import dev.customerhealth.domain.alert.AlertStatus;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demo reads from one record of {@code customer-health.alerts}, written as JSON; {@code
 * avro/DefectionAlert.avsc} explains each field.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record AlertRecord(
    String alertId,
    long revision,
    boolean primary,
    String customerId,
    String reason,
    String severity,
    AlertStatus status,
    @Nullable AlertStatus previousStatus,
    @Nullable String resolution,
    String updatedAt,
    @Nullable String outcome,
    Map<String, String> summary,
    List<Step> playbook,
    @Nullable String currency,
    @Nullable BigDecimal valueAtRisk) {

  private static final ObjectReader READER = new JsonMapper().readerFor(AlertRecord.class);

  /** What to do. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Step(Map<String, String> textByLanguage, @Nullable String channel) {}

  static AlertRecord parse(byte[] json) throws IOException {
    return READER.readValue(json);
  }

  Instant at() {
    return Instant.parse(updatedAt);
  }

  LocalDate day() {
    return LocalDate.ofInstant(at(), ZoneOffset.UTC);
  }

  /** Whether somebody is asked for a call with this revision. */
  boolean asksForCall() {
    boolean asked = status == AlertStatus.OPEN || status == AlertStatus.ESCALATED;
    return asked && status != previousStatus && primary && severity.equals("CALL");
  }

  BigDecimal value() {
    return valueAtRisk == null ? BigDecimal.ZERO : valueAtRisk;
  }

  String inEnglish() {
    return summary.getOrDefault(Labels.ENGLISH, "");
  }

  /** The first step of the playbook; null when the rules have none. */
  @Nullable String suggestion() {
    if (playbook.isEmpty()) {
      return null;
    }
    Step step = playbook.get(0);
    String channel = step.channel();
    return '"'
        + step.textByLanguage().getOrDefault(Labels.ENGLISH, "")
        + '"'
        + (channel == null ? "" : ", by " + label("ContactChannel", channel));
  }

  String reasonInEnglish() {
    return label("AlertReason", reason);
  }

  private static String label(String group, String code) {
    return Labels.shipped().text(group, code, Labels.ENGLISH);
  }
}
