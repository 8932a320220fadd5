package dev.customerhealth.io;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputsTest {

  @TempDir Path folder;

  @Test
  void withoutOutputsTheFilesAreThereAndTheTableHasItsHeader() throws Exception {
    write(List.of());
    for (String name :
        List.of(
            "health-scores.jsonl",
            "scores-flat.jsonl",
            "score-changes.jsonl",
            "defection-alerts.jsonl",
            "win-back.jsonl",
            "loss-reasons.jsonl",
            "action-results.jsonl",
            "dead-letters.jsonl",
            "late-events.jsonl")) {
      assertThat(folder.resolve(name)).isEmptyFile();
    }
    assertThat(lines("scores.csv")).hasSize(1);
    assertThat(lines("scores.csv").get(0)).startsWith("customer_id,");
  }

  @Test
  void everyMessageIsALineOfItsFileInItsOrder() throws Exception {
    List<OutputMessage> messages = scoresOfTwoCustomers();
    write(messages);
    assertThat(lines("health-scores.jsonl")).isEqualTo(texts(Topic.SCORES, messages));
    assertThat(lines("scores-flat.jsonl")).isEqualTo(texts(Topic.SCORES_FLAT, messages));
    assertThat(lines("score-changes.jsonl")).isEqualTo(texts(Topic.SCORE_CHANGES, messages));
  }

  @Test
  void theTableHasARowOfFullWidthForEveryFlatScore() throws Exception {
    write(scoresOfTwoCustomers());
    List<String> table = lines("scores.csv");
    assertThat(table).hasSize(3);
    assertThat(table.get(1)).startsWith("an,");
    assertThat(table.get(2)).startsWith("\"b,o\",");
    int columns = table.get(0).split(",", -1).length;
    assertThat(table.get(1).split(",", -1)).hasSize(columns);
  }

  @Test
  void aTombstoneSaysWhoIsGoneAndLeavesTheTableAlone() throws Exception {
    write(
        List.of(
            OutputMessage.tombstone(Topic.SCORES, "a\"n", 5),
            OutputMessage.tombstone(Topic.SCORES_FLAT, "a\"n", 5)));
    assertThat(lines("health-scores.jsonl"))
        .containsExactly("{\"customerId\":\"a\\\"n\",\"deleted\":true}");
    assertThat(lines("scores-flat.jsonl"))
        .containsExactly("{\"customer_id\":\"a\\\"n\",\"deleted\":true}");
    assertThat(lines("scores.csv")).hasSize(1);
  }

  @Test
  void aRunReplacesWhatTheOneBeforeHadWritten() throws Exception {
    write(scoresOfTwoCustomers());
    write(List.of());
    assertThat(folder.resolve("health-scores.jsonl")).isEmptyFile();
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> new FileOutputs(missing.toString()).createWriter(null))
        .hasMessageContaining(missing.toString());
  }

  private void write(List<OutputMessage> messages) throws Exception {
    try (var writer = new FileOutputs(folder.toString()).createWriter(null)) {
      for (OutputMessage message : messages) {
        writer.write(message, null);
      }
      writer.flush(true);
    }
  }

  private static List<OutputMessage> scoresOfTwoCustomers() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(purchase("an", noon(1), "p1", "10"), purchase("b,o", noon(2), "p2", "10"));
      subtask.timeComesTo(noon(2));
      return List.copyOf(subtask.outputs());
    }
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  private static List<String> texts(Topic topic, List<OutputMessage> messages) {
    return Records.on(topic, messages).stream().map(Records::text).toList();
  }
}
