package dev.customerhealth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.WinBackStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From purchases and talks to who came back and why customers leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WinBackInTheJobTest {

  private static final long SEED = 5;

  @TempDir static Path folder;

  private Map<String, List<JsonNode>> winBack;
  private Map<String, List<JsonNode>> losses;

  @BeforeAll
  void runTheStory() throws Exception {
    run(WinBackStory.rows(), 1, "story");
    winBack = records("story", Topic.WIN_BACK);
    losses = records("story", Topic.LOSS_REASONS);
  }

  @Test
  void eachOutcomeHasItsRowWithTheMoneyOfItsWindow() {
    // Thirteen weeks of ten pounds from day 63 to day 147, less a return of four.
    assertThat(last(winBack, "2020-03|default|CONTACTED"))
        .isEqualTo("alerts 1, won back 1, rate 1.0, amount 126, unknown 0 GBP");
    assertThat(last(winBack, "2020-03|default|REFUSED"))
        .isEqualTo("alerts 1, won back 0, rate 0.0, amount 0, unknown 0 GBP");
  }

  @Test
  void moneyIsInTheReportingCurrencyAndWhatHasNoRateIsCounted() {
    // Twenty euros at .85, ten pounds a week until day 56, and dongs.
    assertThat(last(winBack, "2020-03|default|NOT_CONTACTED"))
        .isEqualTo("alerts 1, won back 1, rate 1.0, amount 17, unknown 1 GBP");
  }

  @Test
  void whatIsWithheldIsNeverAskedForAndHasARowOfItsOwn() throws IOException {
    assertThat(winBack.keySet()).anyMatch(key -> key.endsWith("|HOLDOUT"));
    List<JsonNode> withheld =
        lines("story", Topic.ALERTS).stream()
            .map(Records::json)
            .filter(alert -> alert.path("holdout").asBoolean())
            .toList();
    assertThat(withheld).isNotEmpty();
    assertThat(withheld)
        .filteredOn(alert -> alert.get("severity").asText().equals("CALL"))
        .extracting(alert -> alert.get("status").asText())
        .contains("QUEUED")
        .doesNotContain("OPEN", "ESCALATED");
  }

  @Test
  void whyCustomersLeaveIsToldAtOnceAndTheirReturnWhenTheWindowEnds() {
    List<JsonNode> price = losses.get("2020-03|default|PRICE|Coop\\|Mart");
    assertThat(price)
        .extracting(record -> record.get("day").asText())
        .first()
        .isEqualTo("2020-03-03");
    assertThat(price.get(0).get("wonBack").asInt()).isZero();
    assertThat(price.get(0).get("valueLost").asDouble()).isPositive();
    JsonNode last = price.get(price.size() - 1);
    assertThat(last.get("day").asText()).isEqualTo("2020-06-01");
    assertThat(last.get("customers").asInt()).isEqualTo(1);
    assertThat(last.get("wonBack").asInt()).isEqualTo(1);
    assertThat(last.get("wonBackAmount").asText()).isEqualTo("126");
    assertThat(last.get("competitor").asText()).isEqualTo("Coop|Mart");
    assertThat(losses)
        .containsOnlyKeys("2020-03|default|PRICE|Coop\\|Mart", "2020-03|default|OTHER|");
  }

  @Test
  void neitherTheOrderOfRowsNorTheParallelismMatters() throws Exception {
    Map<EventType, List<String>> shuffled = WinBackStory.rows();
    shuffled.values().forEach(rows -> Collections.shuffle(rows, new Random(SEED)));
    run(shuffled, 2, "shuffled");

    assertThat(records("shuffled", Topic.WIN_BACK)).as("seed %d", SEED).isEqualTo(winBack);
    assertThat(records("shuffled", Topic.LOSS_REASONS)).as("seed %d", SEED).isEqualTo(losses);
  }

  private static void run(Map<EventType, List<String>> rows, int parallelism, String name)
      throws Exception {
    new FileJob(
            RulesYaml.parse(WinBackStory.RULES),
            ScoringSubtask.REFRESH_DAYS,
            WinBackStory.END,
            parallelism)
        .run(WinBackStory.files(rows, folder.resolve(name + "-in")), folder.resolve(name));
  }

  private static String last(Map<String, List<JsonNode>> records, String key) {
    List<JsonNode> own = records.get(key);
    if (own == null) {
      return "nothing";
    }
    JsonNode last = own.get(own.size() - 1);
    return "alerts %s, won back %s, rate %s, amount %s, unknown %s %s"
        .formatted(
            last.get("alerts").asText(),
            last.get("wonBack").asText(),
            last.get("rate").asText(),
            last.get("amount").asText(),
            last.get("unknownAmounts").asText(),
            last.get("currency").asText());
  }

  private static List<String> lines(String name, Topic topic) throws IOException {
    return Files.readAllLines(FileOutputs.fileOf(folder.resolve(name), topic));
  }

  private static Map<String, List<JsonNode>> records(String name, Topic topic) throws IOException {
    Map<String, List<JsonNode>> records = new TreeMap<>();
    for (String line : lines(name, topic)) {
      JsonNode record = Records.json(line);
      records.computeIfAbsent(key(record), key -> new ArrayList<>()).add(record);
    }
    return records;
  }

  private static String key(JsonNode record) {
    String begin = record.get("month").asText() + "|" + record.get("segment").asText() + "|";
    return record.has("outcome")
        ? begin + record.get("outcome").asText()
        : begin
            + record.get("reason").asText()
            + "|"
            + record.get("competitor").asText("").replace("|", "\\|");
  }
}
