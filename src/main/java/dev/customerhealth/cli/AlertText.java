package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alert records of one customer in words: the newest revision of each, in order of opening. */
record AlertText(Labels labels, String lang) {

  private static final int DATE_LENGTH = 10;

  /**
   * @param records in the order in which they were written; tombstones may be of other customers
   * @param newest how many to show; 0: all
   */
  List<String> lines(List<JsonNode> records, int newest) {
    Map<String, JsonNode> current = new LinkedHashMap<>();
    for (JsonNode record : records) {
      if (record.path("deleted").asBoolean()) {
        current.remove(record.get("alertId").asText());
      } else {
        current.put(record.get("alertId").asText(), record);
      }
    }
    if (current.isEmpty()) {
      return List.of();
    }
    List<JsonNode> alerts = List.copyOf(current.values());
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(labels.text("Sentence", "ALERTS", lang));
    int from = newest == 0 ? 0 : Math.max(0, alerts.size() - newest);
    alerts.subList(from, alerts.size()).forEach(alert -> add(alert, lines));
    return lines;
  }

  private void add(JsonNode alert, List<String> lines) {
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s  %-36s %s",
            alert.get("openedAt").asText().substring(0, DATE_LENGTH),
            label("AlertReason", alert, "reason"),
            standing(alert)));
    String summary = alert.get("summary").path(lang).asText();
    if (!summary.isEmpty()) {
      lines.add("              " + summary);
    }
  }

  /** Severity, status, and how it ended, where it has. */
  private String standing(JsonNode alert) {
    String how = label("AlertResolution", alert, "resolution");
    return label("AlertSeverity", alert, "severity")
        + ": "
        + label("AlertStatus", alert, "status")
        + (how.isEmpty() ? "" : " (" + how + ")");
  }

  private String label(String group, JsonNode alert, String field) {
    JsonNode code = alert.get(field);
    return code.isNull() ? "" : labels.text(group, code.asText(), lang);
  }
}
