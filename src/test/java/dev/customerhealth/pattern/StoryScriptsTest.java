package dev.customerhealth.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each story takes for itself, and what it does not. */
class StoryScriptsTest {

  private static final String[] NOTHING = {};

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        // Whoever was erased has no past.
        "SPEND_DROP | 0:SPEND_WATCH 5:ERASED 10:SPEND_CALL | -",
        "SPEND_DROP | 0:SPEND_WATCH/dry 5:ERASED/dry 10:SPEND_CALL/dry | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 5:ERASED 30:SILENT | -",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 5:ERASED 60:POOR_SERVICE | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 5:ERASED 9:SPEND_WATCH | -",
        "COMPETITOR_PULL | 0:COMPETITOR 5:ERASED 9:SPEND_WATCH | -",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 1:ERASED 3:CASE_OVERDUE | -",
        // Falls, and falls further.
        "SPEND_DROP | 0:SPEND_WATCH 10:SPEND_CALL | 0:SPEND_WATCH>10:SPEND_CALL",
        "SPEND_DROP | 0:SPEND_WATCH 180:SPEND_CALL | 0:SPEND_WATCH>180:SPEND_CALL",
        "SPEND_DROP | 0:SPEND_WATCH 180+1:SPEND_CALL | -",
        "SPEND_DROP | 0:SPEND_WATCH | -",
        "SPEND_DROP | 0:SPEND_CALL | -",
        "SPEND_DROP | 0:SPEND_CALL 10:SPEND_WATCH | -",
        "SPEND_DROP | 0:SPEND_WATCH 5:SPEND_RECOVERED 10:SPEND_CALL | -",
        "SPEND_DROP | 0:SPEND_WATCH 5:SPEND_RECOVERED 6:SPEND_WATCH 10:SPEND_CALL"
            + " | 6:SPEND_WATCH>10:SPEND_CALL",
        // One instant: what recovers comes first, then WATCH, then CALL, whatever arrived first.
        "SPEND_DROP | 0:SPEND_WATCH 0:SPEND_CALL | 0:SPEND_WATCH>0:SPEND_CALL",
        "SPEND_DROP | 0:SPEND_WATCH 5:SPEND_CALL 5:SPEND_RECOVERED | -",
        "SPEND_DROP | 0:SPEND_RECOVERED 0:SPEND_WATCH 5:SPEND_CALL"
            + " | 0:SPEND_WATCH>5:SPEND_CALL",
        // Of each line its own.
        "SPEND_DROP | 0:SPEND_WATCH/dry 10:SPEND_CALL/wet | -",
        "SPEND_DROP | 0:SPEND_WATCH/dry 10:SPEND_CALL | -",
        "SPEND_DROP | 0:SPEND_WATCH/dry 5:SPEND_RECOVERED/wet 10:SPEND_CALL/dry"
            + " | 0:SPEND_WATCH>10:SPEND_CALL/dry",
        "SPEND_DROP | 0:SPEND_WATCH/dry 1:SPEND_WATCH 10:SPEND_CALL/dry 11:SPEND_CALL"
            + " | 0:SPEND_WATCH>10:SPEND_CALL/dry 1:SPEND_WATCH>11:SPEND_CALL",
        // Said twice, told once.
        "SPEND_DROP | 0:SPEND_WATCH 1:SPEND_WATCH 10:SPEND_CALL 11:SPEND_CALL"
            + " | 1:SPEND_WATCH>10:SPEND_CALL",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 30:SILENT | 0:POOR_SERVICE>30:SILENT",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 30:OVERDUE_WATCH"
            + " | 0:POOR_SERVICE>30:OVERDUE_WATCH",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 30:OVERDUE_CALL"
            + " | 0:POOR_SERVICE>30:OVERDUE_CALL",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 180:SILENT | 0:POOR_SERVICE>180:SILENT",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 180+1:SILENT | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE | -",
        "POOR_SERVICE_THEN_SILENCE | 0:SILENT | -",
        "POOR_SERVICE_THEN_SILENCE | 0:SILENT 30:POOR_SERVICE | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 9:RETURNED 30:SILENT | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 9:GOOD_SERVICE 30:SILENT | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 9:RESOLVED 30:SILENT | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 30:SILENT 30:RETURNED | -",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 0:RETURNED 30:SILENT"
            + " | 0:POOR_SERVICE>30:SILENT",
        // One instant: what was done to the customer comes before what the customer does about it.
        "POOR_SERVICE_THEN_SILENCE | 0:OVERDUE_WATCH 0:POOR_SERVICE | 0:POOR_SERVICE>0:OVERDUE_WATCH",
        "POOR_SERVICE_THEN_SILENCE | 0:SILENT 0:POOR_SERVICE | 0:POOR_SERVICE>0:SILENT",
        "DECLINING_EXPERIENCE | 0:SPEND_WATCH 0:LEVEL_FELL | 0:LEVEL_FELL>0:SPEND_WATCH",
        "COMPETITOR_PULL | 0:OVERDUE_CALL 0:COMPETITOR | 0:COMPETITOR>0:OVERDUE_CALL",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 9:PRAISE 30:SILENT | 0:POOR_SERVICE>30:SILENT",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 3:POOR_SERVICE 30:SILENT 40:OVERDUE_WATCH"
            + " | 3:POOR_SERVICE>30:SILENT",
        "POOR_SERVICE_THEN_SILENCE | 0:POOR_SERVICE 30:SILENT 31:RETURNED 32:POOR_SERVICE 60:SILENT"
            + " | 0:POOR_SERVICE>30:SILENT 32:POOR_SERVICE>60:SILENT",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 60:POOR_SERVICE | 0:POOR_SERVICE>60:POOR_SERVICE",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 60+1:POOR_SERVICE | -",
        "REPEATED_LETDOWN | 0:POOR_SERVICE | -",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 5:COMPLAINT | -",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 5:GOOD_SERVICE 6:POOR_SERVICE"
            + " | 0:POOR_SERVICE>6:POOR_SERVICE",
        // n of them tell n - 1.
        "REPEATED_LETDOWN | 0:POOR_SERVICE 1:POOR_SERVICE 2:POOR_SERVICE 3:POOR_SERVICE"
            + " | 0:POOR_SERVICE>1:POOR_SERVICE 1:POOR_SERVICE>2:POOR_SERVICE"
            + " 2:POOR_SERVICE>3:POOR_SERVICE",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 61:POOR_SERVICE 62:POOR_SERVICE"
            + " | 61:POOR_SERVICE>62:POOR_SERVICE",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 9:SPEND_WATCH | 0:LEVEL_FELL>9:SPEND_WATCH",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 9:SPEND_CALL/dry | 0:LEVEL_FELL>9:SPEND_CALL",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 9:OVERDUE_WATCH | 0:LEVEL_FELL>9:OVERDUE_WATCH",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 180:OVERDUE_CALL | 0:LEVEL_FELL>180:OVERDUE_CALL",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 180+1:OVERDUE_CALL | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL | -",
        "DECLINING_EXPERIENCE | 0:OVERDUE_WATCH | -",
        "DECLINING_EXPERIENCE | 0:OVERDUE_WATCH 9:LEVEL_FELL | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 5:GOOD_SERVICE 9:SPEND_WATCH | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 5:PRAISE 9:SPEND_WATCH | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 9:SPEND_WATCH 9:GOOD_SERVICE | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 5:SILENT | -",
        "DECLINING_EXPERIENCE | 0:LEVEL_FELL 1:LEVEL_FELL 9:SPEND_WATCH 10:SPEND_CALL"
            + " | 1:LEVEL_FELL>9:SPEND_WATCH",
        "COMPETITOR_PULL | 0:COMPETITOR 60:SPEND_WATCH | 0:COMPETITOR>60:SPEND_WATCH",
        "COMPETITOR_PULL | 0:COMPETITOR 60+1:SPEND_WATCH | -",
        "COMPETITOR_PULL | 0:COMPETITOR 9:SPEND_CALL/dry | 0:COMPETITOR>9:SPEND_CALL",
        "COMPETITOR_PULL | 0:COMPETITOR 9:OVERDUE_WATCH | 0:COMPETITOR>9:OVERDUE_WATCH",
        "COMPETITOR_PULL | 0:COMPETITOR 9:OVERDUE_CALL | 0:COMPETITOR>9:OVERDUE_CALL",
        "COMPETITOR_PULL | 0:COMPETITOR | -",
        "COMPETITOR_PULL | 0:SPEND_WATCH | -",
        "COMPETITOR_PULL | 0:SPEND_WATCH 9:COMPETITOR | -",
        "COMPETITOR_PULL | 0:COMPETITOR 5:STAYING 9:SPEND_WATCH | -",
        "COMPETITOR_PULL | 0:COMPETITOR 5:RETURNED 9:SPEND_WATCH | 0:COMPETITOR>9:SPEND_WATCH",
        "COMPETITOR_PULL | 0:COMPETITOR 0:STAYING 9:SPEND_WATCH | 0:COMPETITOR>9:SPEND_WATCH",
        // The first mention is too old, the last is not; and it is told at once.
        "COMPETITOR_PULL | 0:COMPETITOR 50:COMPETITOR 55:COMPETITOR 70:SPEND_WATCH 71:OVERDUE_CALL"
            + " | 55:COMPETITOR>70:SPEND_WATCH",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 3:CASE_OVERDUE | 0:COMPLAINT>3:CASE_OVERDUE",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 90:CASE_OVERDUE | 0:COMPLAINT>90:CASE_OVERDUE",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 90+1:CASE_OVERDUE | -",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT | -",
        "UNRESOLVED_COMPLAINT | 0:CASE_OVERDUE | -",
        "UNRESOLVED_COMPLAINT | 0:CASE_OVERDUE 3:COMPLAINT | -",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 2:RESOLVED 3:CASE_OVERDUE | -",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 3:CASE_OVERDUE 3:RESOLVED | -",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 0:CASE_OVERDUE | 0:COMPLAINT>0:CASE_OVERDUE",
        "UNRESOLVED_COMPLAINT | 0:COMPLAINT 1:COMPLAINT 2:CASE_OVERDUE 3:CASE_OVERDUE"
            + " | 1:COMPLAINT>2:CASE_OVERDUE",
      })
  void aStoryIsToldWhenAllOfItHappenedInOrderAndInTime(
      AlertReason reason, String script, String told) throws Exception {
    StoryPattern story = story(reason);
    List<Signal> signals = Script.signals("an", script);
    List<Signal> backwards = new ArrayList<>(signals);
    Collections.reverse(backwards);
    String[] expected = told.equals("-") ? NOTHING : told.split(" ");

    assertThat(allAtOnce(story, signals)).as("as written").containsExactly(expected);
    assertThat(allAtOnce(story, backwards)).as("backwards").containsExactly(expected);
    assertThat(withRestarts(story, signals)).as("with restarts").containsExactly(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SPEND_DROP | 0:SPEND_WATCH | 1",
        "SPEND_DROP | 0:SPEND_WATCH/dry 0:SPEND_WATCH 1:SPEND_WATCH | 2",
        "SPEND_DROP | 0:SPEND_WATCH 1:SPEND_RECOVERED | 0",
        "SPEND_DROP | 0:SPEND_WATCH 1:SPEND_CALL | 0",
        "REPEATED_LETDOWN | 0:POOR_SERVICE 1:POOR_SERVICE | 1",
        "COMPETITOR_PULL | 0:COMPETITOR 1:RETURNED | 1",
        "COMPETITOR_PULL | 0:COMPETITOR 1:STAYING | 0",
        "UNRESOLVED_COMPLAINT | 0:RESOLVED | 0",
      })
  void aStoryThatHasBegunIsCountedUntilItIsToldOrBrokenOff(
      AlertReason reason, String script, long begun) throws Exception {
    try (var teller = new StoryTeller(story(reason))) {
      for (Signal signal : Script.signals("an", script)) {
        teller.hears(signal);
        teller.timeComesTo(signal.timeMillis());
      }
      assertThat(teller.begun()).isEqualTo(begun);
      teller.restarts();
      assertThat(teller.begun()).as("after a restart").isEqualTo(begun);
    }
  }

  /** Event time begins anew with a restart: an instant may come again, and be no longer late. */
  @Test
  void aSignalIsKeptApartFromOneOfTheSameInstantThatWasHeardBeforeARestart() throws Exception {
    Signal first = Script.signal("an", "0:POOR_SERVICE");
    Signal second = Script.signal("an", "0:POOR_SERVICE/laundry");
    try (var teller = new StoryTeller(story(AlertReason.REPEATED_LETDOWN))) {
      teller.hears(first).timeComesTo(Script.START);
      teller.restarts();
      teller.hears(second).timeComesTo(Script.START);
      assertThat(teller.told()).hasSize(1);
      assertThat(teller.told().get(0).signals()).containsExactlyInAnyOrder(first, second);
    }
  }

  private static StoryPattern story(AlertReason reason) {
    return Stories.ALL.stream().filter(story -> story.reason() == reason).findFirst().orElseThrow();
  }

  private static List<String> allAtOnce(StoryPattern story, List<Signal> signals) throws Exception {
    try (var teller = new StoryTeller(story)) {
      for (Signal signal : signals) {
        teller.hears(signal);
      }
      return told(teller, signals);
    }
  }

  /** The job fails whenever time has passed an instant. */
  private static List<String> withRestarts(StoryPattern story, List<Signal> signals)
      throws Exception {
    try (var teller = new StoryTeller(story)) {
      List<Signal> inOrder = signals.stream().sorted(Signal.ORDER).toList();
      long passed = Long.MIN_VALUE;
      for (Signal signal : inOrder) {
        if (passed < signal.timeMillis() - 1) {
          passed = signal.timeMillis() - 1;
          teller.timeComesTo(passed).restarts();
        }
        teller.hears(signal);
      }
      teller.restarts();
      return told(teller, signals);
    }
  }

  private static List<String> told(StoryTeller teller, List<Signal> signals) throws Exception {
    long last = signals.stream().mapToLong(Signal::timeMillis).max().orElseThrow();
    teller.timeComesTo(last);
    List<String> told = teller.told().stream().map(Script::text).toList();
    teller.timeComesTo(last + StoryPattern.LONGEST.toMillis());
    assertThat(teller.told()).as("told by time alone").hasSameSizeAs(told);
    assertThat(teller.kept()).as("left behind").isZero();
    assertThat(teller.begun()).as("still begun").isZero();
    assertThat(teller.late()).as("late").isZero();
    return told;
  }

  /** Rules that change while a story is being told. */
  @ParameterizedTest
  @CsvSource({"180, 30, 40, 0", "10, 60, 40, 1", "10, 40, 40, 1", "10, 39, 40, 0"})
  void theWindowIsThatOfTheRulesThatDecidedTheLastSignal(int first, int last, int day, int told)
      throws Exception {
    AlertReason reason = AlertReason.POOR_SERVICE_THEN_SILENCE;
    try (var teller = new StoryTeller(new PoorServiceThenSilence())) {
      teller.hears(Script.signal("an", "0:POOR_SERVICE", Map.of(reason, first)));
      teller.hears(Script.signal("an", day + ":SILENT", Map.of(reason, last)));
      teller.timeComesTo(Script.START + 200 * Script.DAY);
      assertThat(teller.told()).hasSize(told);
    }
  }
}
