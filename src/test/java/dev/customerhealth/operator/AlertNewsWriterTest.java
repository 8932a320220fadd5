package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.rules.RulesByTime;
import dev.customerhealth.testing.AlertScripts;
import dev.customerhealth.testing.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What owners are told of alerts that leave nothing behind. */
class AlertNewsWriterTest {

  private static final RulesByTime RULES = RulesByTime.always(RulesYaml.shipped());

  private final AlertTimeline timeline = new AlertTimeline(RULES, CustomerAlerts.BEFORE_ALL);
  private final CustomerAlerts state = new CustomerAlerts();
  private final List<AlertNews> news = new ArrayList<>();
  private final List<CallNote> notes = new ArrayList<>();

  @Test
  void whoIsGivenUpIsNoNewsToTheOwnerWhoKnowsThatTheCallEnded() {
    signal(1, SignalKind.OVERDUE_CALL);
    signal(2, SignalKind.LOST);
    timeline.passTime(state, "an", noon(1000), writer());

    assertThat(state.isEmpty()).isTrue();
    assertThat(news).extracting(AlertNews::kind).endsWith(AlertNews.Kind.WITHDRAWN);
    assertThat(told()).containsExactly("call", "over");
  }

  @Test
  void whatIsErasedOnTheDayOnWhichItEndedGivesItsPlaceBack() {
    signal(1, SignalKind.OVERDUE_CALL);
    signal(2, SignalKind.RETURNED);
    erase(2);
    assertThat(told()).containsExactly("call", "over", "no call");
  }

  @Test
  void soDoesWhatIsEndedByTheErasure() {
    signal(1, SignalKind.OVERDUE_CALL);
    erase(2);
    assertThat(told()).containsExactly("call", "over", "no call");
  }

  @Test
  void whatEndedTheDayBeforeHasNone() {
    signal(1, SignalKind.OVERDUE_CALL);
    signal(2, SignalKind.RETURNED);
    erase(3);
    assertThat(news).extracting(AlertNews::kind).contains(AlertNews.Kind.WITHDRAWN);
    assertThat(told()).containsExactly("call", "over");
  }

  private void signal(int day, SignalKind kind) {
    var signal = AlertScripts.signalOf("an", noon(day), kind, null, "mai", 20);
    timeline.signal(state, signal, writer());
  }

  private void erase(int day) {
    var action = AlertScripts.action("an", noon(day) + 1, "e", CrmAction.Kind.ERASE, null);
    timeline.action(state, Objects.requireNonNull(action.action()), writer());
  }

  /** A new one for every input, as the operator has it. */
  private AlertNewsWriter writer() {
    return new AlertNewsWriter("an", state, RULES, news::add, notes::add, share -> {});
  }

  private List<String> told() {
    return notes.stream()
        .map(note -> note.isLive() ? "call" : note.wantsCall() ? "no call" : "over")
        .toList();
  }

  private static long noon(int day) {
    return Inputs.midnight(day) + Inputs.DAY / 2;
  }
}
