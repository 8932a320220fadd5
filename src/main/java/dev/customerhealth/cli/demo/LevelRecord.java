package dev.customerhealth.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.customerhealth.cli.synthetic.SyntheticFeedback;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo reads from one record of {@code customer-health.service-levels}, written as JSON;
 * {@code avro/ServiceLevel.avsc} explains each field.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record LevelRecord(
    String customerId,
    String feedbackId,
    String state,
    String eventTime,
    @Nullable Integer level,
    @Nullable String bound,
    List<Evidence> evidence,
    @Nullable String staffId) {

  static final int TERRIBLE = 1;
  static final int BEST = 6;

  private static final String WITHDRAWN = "WITHDRAWN";

  private static final ObjectReader READER = new JsonMapper().readerFor(LevelRecord.class);

  /** One cue, with the words it was read from where there were any. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Evidence(String cue, double share, @Nullable String text) {}

  static LevelRecord parse(byte[] json) throws IOException {
    return READER.readValue(json);
  }

  Instant at() {
    return Instant.parse(eventTime);
  }

  /** Whether there is a level and it was not taken back. */
  boolean stands() {
    return level != null && !state.equals(WITHDRAWN);
  }

  /** Whether it comes from something made up; the others come from real purchases and silences. */
  boolean isSynthetic() {
    return feedbackId.contains(SyntheticFeedback.MARK);
  }

  /** Terrible, and some words show why. */
  boolean isTellingLetdown() {
    return stands()
        && level != null
        && level == TERRIBLE
        && evidence.stream().anyMatch(cue -> cue.text() != null);
  }

  /** What is written on the score records that this feedback led to. */
  String asCause() {
    return "feedback/" + feedbackId;
  }
}
