package dev.customerhealth.cli.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the demo reads from one record of {@code customer-health.service-standing}, written as JSON;
 * {@code avro/ServiceStanding.avsc} explains each field.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StandingRecord(
    String key,
    String dimension,
    String value,
    @Nullable Double mean,
    @Nullable Double successRate) {

  private static final ObjectReader READER = new JsonMapper().readerFor(StandingRecord.class);

  static StandingRecord parse(byte[] json) throws IOException {
    return READER.readValue(json);
  }

  boolean isOfStaff() {
    return dimension.equals("STAFF") && mean != null;
  }

  /** 1 to 6; below all when it has faded. */
  double rank() {
    return mean == null ? 0 : mean;
  }
}
