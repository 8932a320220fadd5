package dev.customerhealth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.domain.alert.AlertMove;
import dev.customerhealth.domain.alert.AlertStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a CRM may rely on in the records of alerts. */
public final class AlertRecords {

  private AlertRecords() {}

  /** Revisions without gaps, every move a legal one, every id of one customer and reason. */
  public static void assertLegal(Collection<String> records) {
    Map<String, JsonNode> last = new HashMap<>();
    for (String text : records) {
      JsonNode record = Records.json(text);
      JsonNode before = last.put(record.get("alertId").asText(), record);
      assertThat(record.get("revision").asLong())
          .as(text)
          .isEqualTo(before == null ? 1 : before.get("revision").asLong() + 1);
      assertThat(record.get("previousStatus").asText(null))
          .as(text)
          .isEqualTo(before == null ? null : before.get("status").asText());
      if (before != null) {
        assertThat(isLegal(status(before), status(record))).as(text).isTrue();
        for (String fixed : List.of("customerId", "reason", "serviceLine", "episode", "openedAt")) {
          assertThat(record.get(fixed)).as(text).isEqualTo(before.get(fixed));
        }
      }
    }
  }

  /** Lines of a file, by the alert that they tell of. */
  public static Map<String, List<String>> perKey(List<String> records) {
    Map<String, List<String>> perKey = new TreeMap<>();
    for (String record : records) {
      String key = Records.json(record).get("alertId").asText();
      perKey.computeIfAbsent(key, id -> new ArrayList<>()).add(record);
    }
    return perKey;
  }

  /** {@code REASON STATUS RESOLUTION} of each record. */
  public static List<String> life(Collection<String> records) {
    return records.stream().map(Records::json).map(AlertRecords::line).toList();
  }

  private static String line(JsonNode record) {
    String how = record.get("resolution").isNull() ? "" : " " + record.get("resolution").asText();
    return record.get("reason").asText() + " " + record.get("status").asText() + how;
  }

  private static AlertStatus status(JsonNode record) {
    return AlertStatus.valueOf(record.get("status").asText());
  }

  private static boolean isLegal(AlertStatus from, AlertStatus to) {
    return Arrays.stream(AlertMove.values()).anyMatch(move -> move.from(from) == to);
  }
}
