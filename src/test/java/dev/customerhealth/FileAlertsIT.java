package dev.customerhealth;

import static dev.customerhealth.testing.Inputs.midnight;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.io.FileOutputs;
import dev.customerhealth.operator.Account;
import dev.customerhealth.testing.AlertRecords;
import dev.customerhealth.testing.AlertStory;
import dev.customerhealth.testing.FileJob;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
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

/** Signals, stories, alerts, budget and answers from one end of the job to the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileAlertsIT {

  private static final long SEED = 4;

  @TempDir static Path folder;

  private List<String> alerts;
  private Map<String, List<String>> answers;
  private Map<Account.Entry, Long> totals;

  /** With an action that is sent twice. */
  @BeforeAll
  void runTheStory() throws Exception {
    Map<EventType, List<String>> rows = AlertStory.rows();
    rows.get(EventType.ACTION).add(rows.get(EventType.ACTION).get(0));
    totals = run(rows, CustomerAlerts.BEFORE_ALL, 1, "story").totals();
    alerts = lines("story", Topic.ALERTS);
    answers = perKey("story", Topic.ACTION_RESULTS);
  }

  @Test
  void everyStoryOpensItsAlertAndEveryLifeIsLegal() {
    AlertRecords.assertLegal(alerts);
    assertThat(life("an"))
        .contains("SPEND_DROP ESCALATED", "OVERDUE OPEN", "OVERDUE QUEUED", "OVERDUE LOST");
    assertThat(life("binh"))
        .contains("POOR_SERVICE_THEN_SILENCE QUEUED", "POOR_SERVICE_THEN_SILENCE OPEN");
    assertThat(life("chi")).contains("UNRESOLVED_COMPLAINT OPEN");
    assertThat(life("dung"))
        .startsWith("DECLARED_LEAVING OPEN", "DECLARED_LEAVING ACKNOWLEDGED")
        .contains("DECLARED_LEAVING RESOLVED RECOVERED");
  }

  @Test
  void anAlertSaysWhatToDo() {
    JsonNode call = Records.json(of("chi", alerts).get(0));
    assertThat(call.get("severity").asText()).isEqualTo("CALL");
    assertThat(call.get("summary").get("vi").asText()).isNotBlank();
    assertThat(call.get("summary").get("en").asText()).isNotBlank();
    assertThat(call.get("playbook")).isNotEmpty();
    assertThat(call.get("questionSet").get("questions")).isNotEmpty();
    assertThat(call.get("evidence")).isNotEmpty();
    assertThat(call.get("reportingCurrency").asText())
        .isEqualTo(ScoringSubtask.RULES.reportingCurrency());
  }

  @Test
  void everyActionIsAnsweredOnceAndStandsInTheBooksOnce() {
    assertThat(answer("unknown")).isEqualTo("REFUSED UNKNOWN_ALERT");
    assertThat(answer("ack")).isEqualTo("DONE null");
    assertThat(answer("past")).isEqualTo("REFUSED UNTIL_PAST");
    assertThat(answer("illegal")).isEqualTo("REFUSED ILLEGAL_MOVE");
    assertThat(answer("closed")).isEqualTo("REFUSED ALERT_CLOSED");
    assertThat(answer("endless")).isEqualTo("REFUSED UNTIL_MISSING");
    assertThat(answers).hasSize(6);
    assertThat(totals.get(Account.Entry.DUPLICATES)).isEqualTo(1);
    assertThat(totals.get(Account.Entry.REJECTED)).isZero();
    assertThat(totals.get(Account.Entry.READ)).isEqualTo(totals.get(Account.Entry.USED) + 1);
  }

  @Test
  void neitherTheOrderOfRowsNorTheParallelismMatters() throws Exception {
    Map<EventType, List<String>> shuffled = AlertStory.rows();
    shuffled.values().forEach(rows -> Collections.shuffle(rows, new Random(SEED)));
    run(shuffled, CustomerAlerts.BEFORE_ALL, 2, "shuffled");

    assertThat(perKey("shuffled", Topic.ALERTS))
        .as("seed %d", SEED)
        .isEqualTo(perKey("story", Topic.ALERTS));
    assertThat(perKey("shuffled", Topic.ACTION_RESULTS)).as("seed %d", SEED).isEqualTo(answers);
  }

  @Test
  void goingLiveTellsTheFreshAndLeavesTheDormantInPeace() throws Exception {
    // A week after dung said it, a month after chi's complaint.
    run(AlertStory.rows(), midnight(67), 1, "live");

    List<String> live = lines("live", Topic.ALERTS);
    AlertRecords.assertLegal(live);
    assertThat(live)
        .allSatisfy(
            line ->
                assertThat(Records.json(line).get("updatedAt").asText())
                    .isGreaterThanOrEqualTo("2020-03-08T00:00:00Z"));
    JsonNode first = Records.json(of("dung", live).get(0));
    assertThat(first.get("historical").asBoolean()).isTrue();
    assertThat(first.get("alertId").asText()).isEqualTo(AlertStory.LEAVING);
    assertThat(AlertRecords.life(of("chi", live)))
        .noneMatch(line -> line.startsWith("UNRESOLVED_COMPLAINT"));
  }

  private FileJob.Result run(
      Map<EventType, List<String>> rows, long alertsFromMillis, int parallelism, String name)
      throws Exception {
    var job =
        new FileJob(
            ScoringSubtask.RULES,
            ScoringSubtask.REFRESH_DAYS,
            alertsFromMillis,
            AlertStory.END,
            parallelism);
    return job.run(AlertStory.files(rows, folder.resolve(name + "-in")), folder.resolve(name));
  }

  private String answer(String actionId) {
    JsonNode answer = Records.json(answers.get(actionId).get(0));
    assertThat(answers.get(actionId)).hasSize(1);
    return answer.get("result").asText() + " " + answer.get("reason").asText();
  }

  private List<String> life(String customer) {
    return AlertRecords.life(of(customer, alerts));
  }

  private static List<String> of(String customer, List<String> records) {
    return records.stream()
        .filter(line -> Records.json(line).get("customerId").asText().equals(customer))
        .toList();
  }

  private List<String> lines(String name, Topic topic) throws IOException {
    return Files.readAllLines(FileOutputs.fileOf(folder.resolve(name), topic));
  }

  private Map<String, List<String>> perKey(String name, Topic topic) throws IOException {
    Map<String, List<String>> records = new TreeMap<>();
    for (String line : lines(name, topic)) {
      String key = Records.json(line).get(topic.key()).asText();
      records.computeIfAbsent(key, id -> new ArrayList<>()).add(line);
    }
    return records;
  }
}
