package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.caseStep;
import static dev.customerhealth.testing.Inputs.erasure;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the customer operator keeps, and says, of somebody who was erased. */
class EraseTest {

  private static final int WEEKS = 12;
  private static final long ERASED = noon(7 * WEEKS);

  @Test
  void oneValueAndOneTimerAreLeftFor400DaysAndThenNothing() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      subtask.arrives(erasure("an", ERASED, "e1"));
      subtask.timeComesTo(ERASED + 1);
      assertThat(subtask.stateEntries()).isEqualTo(1);
      assertThat(subtask.timers()).isEqualTo(1);
      assertThat(subtask.count(Account.Entry.REJECTED)).isZero();
      int said = subtask.outputs().size();
      subtask.timeComesTo(noon(7 * WEEKS + 399));
      assertThat(subtask.stateEntries()).isEqualTo(1);
      subtask.timeComesTo(noon(7 * WEEKS + 401));
      assertThat(subtask.stateEntries()).isZero();
      assertThat(subtask.timers()).isZero();
      assertThat(subtask.outputs()).hasSize(said);
    }
  }

  @Test
  void everythingKnownByItsKeyGetsATombstone() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      subtask.arrives(erasure("an", ERASED, "e1"));
      subtask.timeComesTo(ERASED);
      assertThat(tombstones(subtask))
          .contains("SCORES an", "SCORES_FLAT an", "SERVICE_LEVELS case:k1");
      for (Topic topic : List.of(Topic.SCORES, Topic.SCORES_FLAT)) {
        List<OutputMessage> records = Records.on(topic, subtask.outputs());
        assertThat(records.get(records.size() - 1).value()).as("%s", topic).isNull();
      }
      assertThat(subtask.signals())
          .extracting(StreamRecord::getValue)
          .extracting(Signal::kind)
          .endsWith(SignalKind.ERASED);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatComesFromBeforeIsRejectedWithoutItsBytes(boolean onTime) throws Exception {
    try (ScoringSubtask subtask = lived()) {
      Envelope past = purchase("an", ERASED - 5, "secret", "10");
      Envelope same = purchase("an", ERASED, "secret2", "10");
      subtask.arrives(erasure("an", ERASED, "e1"));
      subtask.timeComesTo(onTime ? ERASED - 6 : ERASED + 10);
      subtask.arrives(past, same, past);
      subtask.timeComesTo(ERASED + 10);

      // On time, the past ones are used, and erased with the rest.
      assertThat(subtask.returned()).hasSize(onTime ? 0 : 3);
      assertThat(subtask.count(Account.Entry.LATE)).isZero();
      for (OutputMessage message : subtask.returned()) {
        assertThat(message.topic()).isEqualTo(Topic.DEAD_LETTERS);
        JsonNode letter = Records.json(message);
        assertThat(letter.get("reason").asText()).isEqualTo("ERASED");
        assertThat(letter.get("raw").isNull()).isTrue();
        assertThat(letter.get("key").isNull()).isTrue();
        assertThat(letter.toString()).doesNotContain("secret").doesNotContain("\"an\"");
      }
      assertThat(subtask.stateEntries()).isEqualTo(1);
      assertThat(subtask.timers()).isEqualTo(1);
      List<OutputMessage> scores = Records.on(Topic.SCORES, subtask.outputs());
      assertThat(scores.get(scores.size() - 1).value()).isNull();
    }
  }

  @Test
  void theSameErasureAgainIsADuplicate() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      subtask.arrives(erasure("an", ERASED, "e1"), erasure("an", ERASED, "e1"));
      subtask.timeComesTo(ERASED);
      subtask.arrives(erasure("an", ERASED, "e1"));
      assertThat(subtask.count(Account.Entry.DUPLICATES)).isEqualTo(2);
      assertThat(subtask.returned()).isEmpty();
      assertThat(tombstones(subtask)).filteredOn("SCORES an"::equals).hasSize(1);
    }
  }

  @Test
  void whoComesAfterwardsBeginsANewLife() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      subtask.arrives(purchase("an", ERASED + 1, "new", "10"), erasure("an", ERASED, "e1"));
      subtask.timeComesTo(noon(7 * WEEKS + 1));
      List<OutputMessage> scores = Records.on(Topic.SCORES, subtask.outputs());
      JsonNode fresh = Records.json(scores.get(scores.size() - 1));
      assertThat(fresh.get("revision").asInt()).isEqualTo(1);
      assertThat(fresh.get("purchaseDays").asInt()).isEqualTo(1);
      assertThat(fresh.get("status").asText()).isEqualTo("NEW");
      subtask.arrives(purchase("an", ERASED - 1, "old", "10"));
      assertThat(subtask.returned()).hasSize(1);
    }
  }

  @Test
  void anErasureThatComesLateTakesWithItWhatHappenedSince() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      long late = noon(20);
      subtask.timeComesTo(ERASED);
      subtask.arrives(erasure("an", late, "e1"));
      subtask.arrives(purchase("an", noon(30), "between", "10"));
      assertThat(subtask.returned()).hasSize(1);
      assertThat(subtask.stateEntries()).isEqualTo(1);
    }
  }

  @Test
  void nobodyElseIsTouched() throws Exception {
    try (ScoringSubtask subtask = lived()) {
      subtask.arrives(purchase("binh", noon(1), "b1", "10"), erasure("an", ERASED, "e1"));
      subtask.timeComesTo(ERASED);
      assertThat(tombstones(subtask)).noneMatch(line -> line.contains("binh"));
      assertThat(subtask.stateEntries()).isEqualTo(2);
    }
  }

  /** A weekly guest with an open complaint, shortly before the erasure. */
  private static ScoringSubtask lived() throws Exception {
    ScoringSubtask subtask = ScoringSubtask.started();
    for (int week = 0; week < WEEKS; week++) {
      subtask.arrives(purchase("an", noon(7 * week), "p" + week, "20"));
    }
    subtask.arrives(COMPLAINT);
    subtask.timeComesTo(noon(7 * (WEEKS - 1)));
    return subtask;
  }

  private static final Envelope COMPLAINT = complaint();

  private static Envelope complaint() {
    return caseStep("an", noon(40), "k1", dev.customerhealth.avro.CaseStatus.OPENED);
  }

  private static List<String> tombstones(ScoringSubtask subtask) {
    return subtask.outputs().stream()
        .filter(message -> message.value() == null)
        .map(message -> message.topic() + " " + message.key())
        .toList();
  }
}
