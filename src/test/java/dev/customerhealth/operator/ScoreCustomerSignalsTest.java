package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.customer.Customer;
import dev.customerhealth.domain.customer.StorySignals;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signals of one subtask, under the shipped rules: 28 days against the 28 before. */
class ScoreCustomerSignalsTest {

  @ParameterizedTest(name = "{0} and once {1}: {2}")
  @CsvSource({
    "20, 20.07, ''",
    "20, 20, SPEND_WATCH",
    "12.5, 12.57, SPEND_WATCH",
    "12.5, 12.5, SPEND_WATCH SPEND_CALL",
  })
  void dailyPurchasesThatFall(String each, String once, String kinds) throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      for (int day = 0; day < 56; day++) {
        String amount = day < 28 ? "25" : day < 55 ? each : once;
        subtask.arrives(purchase("an", noon(day), "p" + day, amount));
      }
      subtask.timeComesTo(midnight(56));
      assertThat(String.join(" ", kinds(subtask))).isEqualTo(kinds);
      assertThat(subtask.signals())
          .allMatch(record -> record.getTimestamp() == record.getValue().timeMillis());
    }
  }

  @Test
  void aSilenceIsToldWithoutAnyEventAndTakenAwayByOneThatComesLate() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      for (int week = 0; week < 40; week++) {
        subtask.arrives(purchase("an", noon(7 * week), "p" + week, "10"));
      }
      int day = 7 * 39;
      while (!kinds(subtask).contains("OVERDUE_WATCH")) {
        subtask.timeComesTo(midnight(++day));
      }
      assertThat(kinds(subtask)).endsWith("OVERDUE_WATCH").doesNotContain("RETURNED");
      int told = subtask.signals().size();
      subtask.arrives(purchase("an", noon(7 * 40), "late", "10"));
      Signal returned = subtask.signals().get(told).getValue();
      assertThat(returned.kind()).isEqualTo(SignalKind.RETURNED);
      assertThat(returned.timeMillis()).isEqualTo(midnight(day));
      assertThat(returned.occurredMillis()).isEqualTo(noon(7 * 40));
      assertThat(returned.cause()).isEqualTo("purchases/late");
    }
  }

  /** However event time proceeds, and over a restart. */
  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void storiesGetWhatIsPickedFromAllSignalsOfALife(long seed) throws Exception {
    List<Envelope> events = Traffic.of(seed, 20, 400);
    List<StreamRecord<Signal>> all = new ArrayList<>();
    List<StreamRecord<Signal>> picked = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(events.toArray(Envelope[]::new));
      for (int day = 0; day <= 200; day += 1 + (int) (seed % 7)) {
        subtask.timeComesTo(midnight(day));
      }
      all.addAll(subtask.signals());
      picked.addAll(subtask.storySignals());
      snapshot = subtask.snapshot();
    }
    try (ScoringSubtask subtask = ScoringSubtask.restored(ScoringSubtask.RULES, 1, 0, snapshot)) {
      subtask.timeComesTo(midnight(460));
      all.addAll(subtask.signals());
      picked.addAll(subtask.storySignals());
    }
    Map<String, List<Signal>> lives =
        all.stream()
            .map(StreamRecord::getValue)
            .collect(Collectors.groupingBy(Signal::customerId, TreeMap::new, Collectors.toList()));
    List<Signal> expected = new ArrayList<>();
    lives.values().forEach(l -> expected.addAll(StorySignals.of(Customer.BEFORE_ALL, l).picked()));
    assertThat(picked).allMatch(one -> one.getTimestamp() == one.getValue().timeMillis());
    assertThat(picked.stream().map(StreamRecord::getValue))
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).as("seed %d", seed).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(expected)
        .anyMatch(signal -> signal.kind() == SignalKind.RETURNED)
        .anyMatch(signal -> signal.kind() == SignalKind.POOR_SERVICE);
  }

  private static List<String> kinds(ScoringSubtask subtask) {
    return subtask.signals().stream()
        .map(StreamRecord::getValue)
        .map(signal -> signal.kind().name())
        .toList();
  }
}
