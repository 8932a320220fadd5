package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.customerhealth.codec.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTextTest {

  private final List<JsonNode> records = new ArrayList<>();

  @Test
  void theNewestRevisionOfEachStandsWithReasonStatusAndSummary() throws IOException {
    add("A", "2024-01-01", "WATCH", "OPEN", "null");
    add("B", "2024-02-01", "CALL", "LOST", "null");
    add("A", "2024-01-01", "CALL", "RESOLVED", "\"WON_BACK\"");
    assertThat(lines("en", 0))
        .containsExactly(
            "",
            "Alerts",
            "  2024-01-01  Away longer than usual               Call: Resolved (Won back)",
            "              Away.",
            "  2024-02-01  Away longer than usual               Call: Lost",
            "              Away.");
    assertThat(lines("vi", 1))
        .containsExactly(
            "",
            "Các cảnh báo",
            "  2024-02-01  Lâu hơn thường lệ chưa quay lại      Cần liên hệ: Đã mất khách",
            "              Vắng.");
  }

  @Test
  void whatWasWithdrawnIsNotShown() throws IOException {
    add("A", "2024-01-01", "WATCH", "OPEN", "null");
    records.add(new ObjectMapper().readTree("{\"alertId\":\"A\",\"deleted\":true}"));
    assertThat(lines("en", 0)).isEmpty();
  }

  private List<String> lines(String lang, int newest) {
    return new AlertText(Labels.shipped(), lang).lines(records, newest);
  }

  private void add(String id, String day, String severity, String status, String resolution)
      throws IOException {
    records.add(
        new ObjectMapper()
            .readTree(
                """
                {"alertId":"%s","openedAt":"%sT00:00:00Z","reason":"OVERDUE","severity":"%s",
                "status":"%s","resolution":%s,"summary":{"en":"Away.","vi":"Vắng."}}
                """
                    .formatted(id, day, severity, status, resolution)));
  }
}
