package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.noon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.Account;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dung is erased, and goes on buying; so is binh, who does not. */
class EraseInTheJobTest {

  private static final long SEED = 8;
  private static final int ERASED = 100;

  @TempDir Path folder;

  @Test
  void anErasedCustomerBeginsAnewWhateverTheOrderOfTheRows() throws Exception {
    FileJob.Result result = run(AlertStory.rows(), 1, "sorted");
    Map<EventType, List<String>> shuffled = AlertStory.rows();
    shuffled.values().forEach(rows -> Collections.shuffle(rows, new Random(SEED)));

    assertThat(run(shuffled, 2, "shuffled").scores())
        .as("seed %d", SEED)
        .isEqualTo(result.scores());
    assertThat(result.totals().get(Account.Entry.REJECTED)).isZero();

    List<JsonNode> ofBinh = result.scores().get("binh").stream().map(Records::json).toList();
    assertThat(ofBinh.subList(0, ofBinh.size() - 1)).allMatch(score -> asOf(score) < noon(ERASED));
    assertThat(ofBinh.get(ofBinh.size() - 1).has("asOf")).as("a tombstone is the last").isFalse();
    JsonNode dung = Records.json(last(result.scores().get("dung")));
    assertThat(Instant.parse(dung.get("firstPurchaseAt").asText()).toEpochMilli())
        .isGreaterThan(noon(ERASED));
    assertThat(dung.get("revision").asInt())
        .isLessThan(Records.json(last(result.scores().get("chi"))).get("revision").asInt());
    assertThat(receipts("sorted")).containsExactlyInAnyOrder("e1 DONE", "e2 DONE");
    assertNoAlertsOf("binh", "sorted");
  }

  private FileJob.Result run(Map<EventType, List<String>> rows, int parallelism, String name)
      throws Exception {
    rows.get(EventType.ACTION).add("dung," + noon(ERASED) + ",e1,ERASE,,,,hoa,");
    rows.get(EventType.ACTION).add("binh," + noon(ERASED) + ",e2,ERASE,,,,hoa,");
    return new FileJob(
            ScoringSubtask.RULES,
            ScoringSubtask.REFRESH_DAYS,
            CustomerAlerts.BEFORE_ALL,
            AlertStory.END,
            parallelism)
        .run(AlertStory.files(rows, folder.resolve(name + "-in")), folder.resolve(name));
  }

  private List<String> receipts(String name) throws Exception {
    return Files.readAllLines(FileOutputs.fileOf(folder.resolve(name), Topic.ACTION_RESULTS))
        .stream()
        .map(Records::json)
        .filter(answer -> answer.get("action").asText().equals("ERASE"))
        .map(answer -> answer.get("actionId").asText() + " " + answer.get("result").asText())
        .toList();
  }

  /** After the erasure; the stories that began before it are not told on. */
  private void assertNoAlertsOf(String customer, String name) throws Exception {
    assertThat(Files.readAllLines(FileOutputs.fileOf(folder.resolve(name), Topic.ALERTS)))
        .map(Records::json)
        .filteredOn(alert -> alert.path("customerId").asText().equals(customer))
        .isNotEmpty()
        .filteredOn(alert -> alert.has("updatedAt"))
        .allMatch(
            alert -> Instant.parse(alert.get("updatedAt").asText()).toEpochMilli() <= noon(ERASED));
  }

  private static long asOf(JsonNode score) {
    return Instant.parse(score.get("asOf").asText()).toEpochMilli();
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
