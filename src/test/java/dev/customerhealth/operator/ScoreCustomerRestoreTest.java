package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.midnight;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.testing.Records;
import dev.customerhealth.testing.ScoringSubtask;
import dev.customerhealth.testing.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreCustomerRestoreTest {

  private static final Rules RULES = ScoringSubtask.RULES;
  private static final int DAYS = 700;
  private static final long BOUND = 10 * DAY;
  private static final long END = midnight(DAYS + 60);

  private final List<Envelope> events = Traffic.disordered(Traffic.of(11, 30, DAYS), BOUND, 11);
  private final List<Envelope> before = events.subList(0, events.size() / 2);
  private final List<Envelope> after = events.subList(events.size() / 2, events.size());
  private final List<OutputMessage> outputs = new ArrayList<>();

  @Test
  void aRestoredJobGoesOnAsIfNothingHadHappened() throws Exception {
    OperatorSubtaskState snapshot = firstHalf();
    try (ScoringSubtask subtask = ScoringSubtask.restored(RULES, 1, 0, snapshot)) {
      secondHalf(subtask, after);
    }
    assertThat(perCustomer(outputs)).isEqualTo(uninterrupted());
  }

  @Test
  void soDoesOneThatWasRescaledToTwoSubtasksAndBack() throws Exception {
    OperatorSubtaskState whole = firstHalf();
    List<OperatorSubtaskState> halves = new ArrayList<>();
    int middle = after.size() / 2;
    for (int index = 0; index < 2; index++) {
      try (ScoringSubtask subtask = ScoringSubtask.restored(RULES, 2, index, whole)) {
        run(subtask, ofSubtask(index, after.subList(0, middle)));
        halves.add(subtask.snapshot());
        assertThat(subtask.outputs()).isNotEmpty();
        outputs.addAll(subtask.outputs());
      }
    }
    try (ScoringSubtask subtask =
        ScoringSubtask.restored(RULES, 1, 0, halves.toArray(OperatorSubtaskState[]::new))) {
      secondHalf(subtask, after.subList(middle, after.size()));
    }
    assertThat(perCustomer(outputs)).isEqualTo(uninterrupted());
  }

  @Test
  void rocksDbGivesTheSameBeforeAndAfterARestore() throws Exception {
    OperatorSubtaskState snapshot;
    try (ScoringSubtask subtask = ScoringSubtask.startedOnRocksDb()) {
      run(subtask, before);
      snapshot = subtask.snapshot();
      outputs.addAll(subtask.outputs());
    }
    try (ScoringSubtask subtask = ScoringSubtask.restoredOnRocksDb(snapshot)) {
      secondHalf(subtask, after);
    }
    assertThat(perCustomer(outputs)).isEqualTo(uninterrupted());
  }

  /** Of about 200 that wait at once: none, some, most. */
  @ParameterizedTest
  @ValueSource(longs = {0, 2_000, 60_000})
  void howManyEventsWaitInMemoryMakesNoDifference(long mostBytes) throws Exception {
    OperatorSubtaskState snapshot = null;
    int part = events.size() / 7;
    for (int from = 0; from < events.size(); from += part) {
      try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(mostBytes, snapshot)) {
        List<Envelope> arriving = events.subList(from, Math.min(events.size(), from + part));
        run(subtask, arriving);
        snapshot = subtask.snapshot();
        outputs.addAll(subtask.outputs());
      }
    }
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(mostBytes, snapshot)) {
      secondHalf(subtask, List.of());
    }
    assertThat(perCustomer(outputs)).isEqualTo(uninterrupted());
  }

  @Test
  void whoTookASnapshotGoesOn() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.withRoomFor(20_000, null)) {
      run(subtask, before);
      subtask.snapshot();
      secondHalf(subtask, after);
    }
    assertThat(perCustomer(outputs)).isEqualTo(uninterrupted());
  }

  @Test
  void anotherCalendarZoneIsRefusedWithTheReason() throws Exception {
    OperatorSubtaskState snapshot;
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      subtask.arrives(purchase("an", noon(1), "p1", "10"));
      snapshot = subtask.snapshot();
    }
    Rules moved =
        RulesYaml.parse(
            "version: moved\ncalendar:\n  zone: Asia/Ho_Chi_Minh\nsegments:\n  default: {}");
    assertThatThrownBy(() -> ScoringSubtask.restored(moved, 1, 0, snapshot))
        .hasStackTraceContaining("calendar.zone was UTC")
        .hasStackTraceContaining("is now Asia/Ho_Chi_Minh");
    assertThatThrownBy(() -> ScoringSubtask.restored(moved, 2, 1, snapshot))
        .hasStackTraceContaining("calendar.zone was UTC");
    ScoringSubtask.restored(RULES, 2, 1, snapshot).close();
  }

  private OperatorSubtaskState firstHalf() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      run(subtask, before);
      assertThat(subtask.timers()).isPositive();
      outputs.addAll(subtask.outputs());
      return subtask.snapshot();
    }
  }

  private void secondHalf(ScoringSubtask subtask, List<Envelope> arriving) throws Exception {
    run(subtask, arriving);
    subtask.timeComesTo(END);
    outputs.addAll(subtask.outputs());
  }

  private Map<String, List<String>> uninterrupted() throws Exception {
    try (ScoringSubtask subtask = ScoringSubtask.started()) {
      run(subtask, events);
      subtask.timeComesTo(END);
      return perCustomer(subtask.outputs());
    }
  }

  private static void run(ScoringSubtask subtask, List<Envelope> arriving) throws Exception {
    long newest = Long.MIN_VALUE;
    for (Envelope event : arriving) {
      subtask.arrives(event);
      if (event.timeMillis() > newest) {
        newest = event.timeMillis();
        subtask.timeComesTo(newest - BOUND);
      }
    }
  }

  private static List<Envelope> ofSubtask(int index, List<Envelope> arriving) {
    return arriving.stream()
        .filter(
            event ->
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        event.customerId(), ScoringSubtask.MAX_PARALLELISM, 2)
                    == index)
        .toList();
  }

  private static Map<String, List<String>> perCustomer(List<OutputMessage> messages) {
    return Records.perKey(Topic.SCORES, messages);
  }
}
