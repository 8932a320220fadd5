package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.alert.DailyBudget.Candidate;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {

  private static final Rules RULES = RulesYaml.shipped();
  private static final Set<AlertReason> BYPASS = RULES.alerts().bypass();
  private static final Rules NEXT = RulesYaml.shipped().withVersion("next");
  private final Desk desk = new Desk(RulesYaml.shipped());
  private final OwnerQueue queue = new OwnerQueue();
  private final ReleaseGate gate = new ReleaseGate();

  @Test
  void theCallsWithTheMostAtRiskAreReleasedWhateverTheirOrder() {
    long seed = 7;
    var random = new Random(seed);
    var candidates = new ArrayList<Candidate>();
    for (int i = 0; i < 50; i++) {
      Long value = i % 10 == 0 ? null : (Long) (long) random.nextInt(20);
      candidates.add(new Candidate("a" + i, "c" + i, value));
    }
    // The oracle: sort a copy by value, unknown last, then by id.
    List<Candidate> ranked = new ArrayList<>(candidates);
    ranked.sort(Comparator.comparing(Candidate::alertId));
    ranked.sort(
        Comparator.comparing(
            Candidate::valueAtRiskTen4, Comparator.nullsLast(Comparator.reverseOrder())));

    for (int shuffle = 0; shuffle < 20; shuffle++) {
      Collections.shuffle(candidates, random);
      var decision = new DailyBudget(20).decide(candidates);
      assertThat(decision.released()).as("seed %d", seed).isEqualTo(ranked.subList(0, 20));
      assertThat(decision.queued()).isEqualTo(ranked.subList(20, 50));
    }
    assertThat(new DailyBudget(0).decide(candidates).released()).isEmpty();
    assertThat(new DailyBudget(99).decide(candidates).queued()).isEmpty();
  }

  @Test
  void aCallIsQueuedUntilItsReleaseAndAWatchIsNot() {
    desk.signal(0, SignalKind.SPEND_WATCH).signal(1, SignalKind.SPEND_CALL);

    assertThat(published(0)).isEqualTo("1 OPEN null");
    assertThat(gate.alerts.get(desk.id()).waiting()).as("a watch").isNull();
    assertThat(published(1)).isEqualTo("2 QUEUED OPEN");
    assertThat(gate.alerts.get(desk.id()).waiting()).isEqualTo(desk.last());
    assertThat(queue.closeDay(new DailyBudget(0))).isEmpty();
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    Alert released = gate.release(desk.id(), Desk.day(2), NEXT).orElseThrow();
    assertThat(text(released)).isEqualTo("3 ESCALATED QUEUED");
    assertThat(released.standing().atMillis()).isEqualTo(Desk.day(2));
    assertThat(released.standing().cause()).isEqualTo("TIME");
    assertThat(released.rulesVersion()).isEqualTo("next");
    assertThat(gate.alerts.get(desk.id()).waiting()).as("it is out").isNull();
    assertThat(gate.release(desk.id(), Desk.day(3), NEXT)).isEmpty();

    desk.act(3, Kind.ACKNOWLEDGE, desk.id());
    assertThat(published(2)).isEqualTo("4 ACKNOWLEDGED ESCALATED");
    assertThat(gate.answer(desk.answer()).alertRevision()).isEqualTo(4);
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
  }

  @Test
  void aPersonMayTakeUpWhatIsQueued() {
    desk.signal(0, SignalKind.OVERDUE_CALL).act(1, Kind.ACKNOWLEDGE, desk.id());

    assertThat(published(0)).isEqualTo("1 QUEUED null");
    assertThat(published(1)).isEqualTo("2 ACKNOWLEDGED QUEUED");
    assertThat(queue.waiting).isEmpty();
    assertThat(gate.release(desk.id(), Desk.day(2), NEXT)).isEmpty();
  }

  @Test
  void whatCannotWaitIsNotQueuedAndCostsNoBudget() {
    desk.signal(0, SignalKind.SHAMING);

    assertThat(published(0)).isEqualTo("1 OPEN null");
    assertThat(queue.waiting).isEmpty();
    assertThat(queue.released).containsExactly(desk.id());
  }

  @Test
  void whatNeverHadAPlaceAsksForOneWhenItComesAgain() {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .signal(.01, SignalKind.RETURNED)
        .signal(.02, SignalKind.OVERDUE_CALL);
    published(0);
    published(1);

    assertThat(published(2)).isEqualTo("3 QUEUED RESOLVED");
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    assertThat(text(gate.release(desk.id(), Desk.day(1), NEXT).orElseThrow()))
        .isEqualTo("4 OPEN QUEUED");
  }

  @Test
  void whatAPersonTookUpOrOpenedAgainCostsNoBudget() {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .act(.01, Kind.ACKNOWLEDGE, desk.id())
        .signal(.02, SignalKind.RETURNED)
        .signal(.03, SignalKind.OVERDUE_CALL);
    published(0);
    published(1);
    published(2);
    assertThat(published(3)).isEqualTo("4 OPEN RESOLVED");
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();

    desk.act(5, Kind.CLOSE, desk.id());
    published(4);
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
    desk.act(6, Kind.REOPEN, desk.id());
    assertThat(published(5)).isEqualTo("6 OPEN RESOLVED");
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
    // Another alert asks in its place for a while.
    desk.signal(7, SignalKind.SHAMING).signal(8, SignalKind.RESOLVED);
    for (int next = 6; next < desk.said.size(); next++) {
      published(next);
    }
    assertThat(desk.state.find(desk.id()).wantsCall()).isTrue();
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
  }

  @Test
  void aCallThatCostAPlaceAndIsOpenedAgainCostsNoOther() {
    desk.signal(0, SignalKind.OVERDUE_CALL);
    published(0);
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    assertThat(gate.release(desk.id(), Desk.day(1), NEXT)).isPresent();
    desk.act(2, Kind.CLOSE, desk.id()).act(2.1, Kind.REOPEN, desk.id());
    published(1);
    assertThat(published(2)).isEqualTo("4 OPEN RESOLVED");

    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
  }

  /** On its day or later. */
  @ParameterizedTest
  @ValueSource(doubles = {.04, 5})
  void whatComesAgainAsAWatchAsksForAPlaceWhenItBecomesACall(double called) {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .act(.01, Kind.ACKNOWLEDGE, desk.id())
        .signal(.02, SignalKind.RETURNED)
        .signal(.03, SignalKind.OVERDUE_WATCH)
        .signal(called, SignalKind.OVERDUE_CALL);
    published(0);
    published(1);
    published(2);
    assertThat(published(3)).isEqualTo("4 OPEN RESOLVED");
    if (called > 1) {
      assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
    }

    assertThat(published(4)).isEqualTo("5 QUEUED OPEN");
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    assertThat(text(gate.release(desk.id(), Desk.day(6), NEXT).orElseThrow()))
        .isEqualTo("6 ESCALATED QUEUED");
  }

  /** Under the same id, for it is the same day. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatBeginsAnewAfterAnErasureAsksForAPlace(boolean asAWatch) {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .act(.01, Kind.ACKNOWLEDGE, desk.id())
        .act(.02, Kind.ERASE, desk.id());
    published(0);
    published(1);
    assertThat(published(2)).isEqualTo("3 RESOLVED ACKNOWLEDGED");
    assertThat(desk.withdrawn).containsExactly(desk.id());
    queue.note(CallNote.noCall(desk.last()));
    gate.forget(desk.id());
    if (asAWatch) {
      desk.signal(.03, SignalKind.OVERDUE_WATCH);
      assertThat(published(3)).isEqualTo("1 OPEN null");
    }
    desk.signal(.04, SignalKind.OVERDUE_CALL);

    assertThat(desk.last().id()).isEqualTo(desk.id());
    String queued = asAWatch ? "2 QUEUED OPEN" : "1 QUEUED null";
    assertThat(published(desk.said.size() - 1)).isEqualTo(queued);
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    assertThat(gate.release(desk.id(), Desk.day(1), NEXT)).isPresent();
  }

  @Test
  void whatIsHandedBackOnTheDayOnWhichItWasHandedOverCostsNoOtherPlace() {
    desk.signal(0, SignalKind.OVERDUE_CALL);
    published(0);
    assertThat(queue.closeDay(new DailyBudget(20))).hasSize(1);
    assertThat(gate.release(desk.id(), Desk.day(1), NEXT)).isPresent();
    desk.act(1, Kind.ASSIGN, desk.id()).act(1.1, Kind.ASSIGN, desk.id());
    queue.note(CallNote.takenFrom("mai", desk.said.get(1)));
    desk.act(1.2, Kind.ASSIGN, desk.id());
    assertThat(desk.last().standing().revision()).isEqualTo(4);
    queue.note(CallNote.of(desk.last(), BYPASS));

    assertThat(queue.waiting).isEmpty();
    // For all that is known here it was a WATCH in between: it is released again, at no cost.
    assertThat(queue.closeDay(new DailyBudget(0))).hasSize(1);
    assertThat(gate.release(desk.id(), Desk.day(2), NEXT)).isEmpty();
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
  }

  /** A watch that somebody looks after becomes a call: it is with them already. */
  @Test
  void whatBecomesACallInSomebodysHandsCostsNoBudget() {
    desk.signal(0, SignalKind.OVERDUE_WATCH)
        .act(1, Kind.ACKNOWLEDGE, desk.id())
        .signal(2, SignalKind.OVERDUE_CALL);
    gate.life(desk.said.get(0), RULES);
    gate.life(desk.said.get(1), RULES);

    assertThat(published(2)).isEqualTo("3 ESCALATED ACKNOWLEDGED");
    assertThat(queue.closeDay(new DailyBudget(20))).isEmpty();
  }

  @Test
  void whoIsAskedLateIsAskedForATimeToCome() {
    desk.signal(0, SignalKind.OVERDUE_CALL);
    published(0);
    assertThat(desk.last().standing().dueMillis()).isEqualTo(Desk.day(1) + 7 * Desk.HOUR);
    // In time what was promised stands.
    assertThat(gate.alerts.get(desk.id()).dueMillis()).isEqualTo(Desk.day(1) + 7 * Desk.HOUR);

    Alert released = gate.release(desk.id(), Desk.day(100), RULES).orElseThrow();
    assertThat(released.standing().dueMillis()).isEqualTo(Desk.day(101) + 7 * Desk.HOUR);
    assertThat(new AlertTexts(RULES).record(released).content().summary().get("en"))
        .endsWith("by 17:00 tomorrow.");

    // Whoever was told a time keeps it until it has passed.
    desk.act(100.5, Kind.ASSIGN, desk.id()).act(102, Kind.ASSIGN, desk.id());
    assertThat(gate.life(desk.said.get(1), RULES).standing().dueMillis())
        .isEqualTo(released.standing().dueMillis());
    assertThat(gate.life(desk.said.get(2), RULES).standing().dueMillis())
        .isEqualTo(Desk.day(103) + 7 * Desk.HOUR);
  }

  /** Of one revision, and of one instant if the WATCH came at that of the CALL. */
  @Test
  void whatTakesACallBackComesAfterTheCallHoweverTheyArrive() {
    desk.signal(0, SignalKind.OVERDUE_CALL);
    CallNote call = CallNote.of(desk.last(), BYPASS);
    CallNote noCall = CallNote.noCall(desk.last());
    assertThat(Stream.of(noCall, call).sorted(CallNote.ORDER)).containsExactly(call, noCall);

    desk.signal(1, SignalKind.RETURNED);
    CallNote ended = CallNote.of(desk.last(), BYPASS);
    CallNote erased = CallNote.noCall(desk.last());
    assertThat(Stream.of(erased, ended).sorted(CallNote.ORDER)).containsExactly(ended, erased);
  }

  @Test
  void onlyThePrimaryOfACustomerCostsBudget() {
    desk.signal(0, SignalKind.SPEND_CALL).signal(1, SignalKind.OVERDUE_CALL);
    published(0);
    assertThat(published(1)).isEqualTo("1 QUEUED null");
    assertThat(queue.waiting).containsOnlyKeys(desk.id());

    desk.signal(2, SignalKind.SPEND_RECOVERED);
    published(2);
    published(3);
    assertThat(queue.waiting).hasSize(1).doesNotContainKey(desk.id());
    desk.signal(3, SignalKind.RETURNED);
    published(4);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whatIsReleasedBehindAnotherOfItsCustomerHasItsPlaceWhenItsTurnComes() {
    desk.signal(0, SignalKind.SPEND_CALL).signal(1, SignalKind.OVERDUE_CALL);
    published(0);
    assertThat(published(1)).isEqualTo("1 QUEUED null");
    assertThat(gate.release(desk.last().id(), Desk.day(1.5), RULES)).isEmpty();

    desk.signal(2, SignalKind.SPEND_RECOVERED);
    assertThat(published(2)).isEqualTo("2 RESOLVED QUEUED");
    assertThat(published(3)).isEqualTo("2 OPEN QUEUED");
  }

  @Test
  void whatIsWithheldByLotStaysWithheldWhateverBringsItBack() {
    Rules rules = TestRules.with("alerts: {holdout: 1}");
    Desk withheld = new Desk(rules);
    withheld
        .signal(0, SignalKind.OVERDUE_CALL)
        .signal(.01, SignalKind.RETURNED)
        .signal(.02, SignalKind.OVERDUE_CALL)
        .act(1, Kind.SNOOZE, withheld.id())
        .act(2, Kind.UNSNOOZE, withheld.id())
        .act(3, Kind.CLOSE, withheld.id())
        .act(4, Kind.REOPEN, withheld.id());

    List<Alert> shown = withheld.said.stream().map(alert -> gate.life(alert, rules)).toList();
    assertThat(shown).allMatch(Alert::holdout);
    assertThat(shown)
        .extracting(Alert::status)
        .containsExactly(
            AlertStatus.QUEUED,
            AlertStatus.RESOLVED,
            AlertStatus.QUEUED,
            AlertStatus.SNOOZED,
            AlertStatus.QUEUED,
            AlertStatus.RESOLVED,
            AlertStatus.QUEUED);
  }

  /** The lot is drawn when it becomes a CALL, also when that is as it comes again. */
  @Test
  void whatComesAgainAsACallIsDrawnThen() {
    Desk withheld = new Desk(TestRules.with("alerts: {holdout: 1}"));
    withheld
        .signal(0, SignalKind.OVERDUE_WATCH)
        .signal(.01, SignalKind.RETURNED)
        .signal(.02, SignalKind.OVERDUE_CALL);

    assertThat(withheld.said).extracting(Alert::holdout).containsExactly(false, false, true);
  }

  private String published(int index) {
    Alert alert = desk.said.get(index);
    if (alert.severity() == Severity.CALL) {
      queue.note(CallNote.of(alert, BYPASS));
    } else if (index > 0) {
      queue.note(CallNote.noCall(desk.said.get(index - 1)));
    }
    return text(gate.life(alert, RULES));
  }

  private static String text(Alert alert) {
    Standing standing = alert.standing();
    return standing.revision() + " " + standing.status() + " " + standing.previousStatus();
  }
}
