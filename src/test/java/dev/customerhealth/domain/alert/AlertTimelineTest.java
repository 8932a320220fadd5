package dev.customerhealth.domain.alert;

import static dev.customerhealth.domain.alert.Desk.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.alert.ActionAnswer.Code;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesByTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertTimelineTest {

  private static final Rules RULES = RulesYaml.shipped();

  private final Desk desk = new Desk(RULES);

  /** Rules change on day 50. */
  @ParameterizedTest
  @CsvSource({
    // Nothing moved it for 40 days when 30 are enough: the next weekly look ends it.
    "10, 120, 30, 52",
    // It is due between two looks.
    "25, 120, 30, 55",
    "49.5, 120, 30, 79.5",
    // What was due already is not taken back, what is not yet due waits longer.
    "9, 40, 120, 49",
    "10, 41, 120, 130",
    "60, 120, 30, 90",
  })
  void whatNothingMovesFollowsOtherRulesWithinAWeek(
      double opened, int before, int after, double expired) {
    Rules first = expiring(before);
    Rules next = expiring(after);
    RulesByTime rules = millis -> millis < Desk.day(50) ? first : next;
    for (boolean restless : new boolean[] {false, true}) {
      var desk = new Desk(rules, CustomerAlerts.BEFORE_ALL);
      desk.signal(opened, SignalKind.SPEND_WATCH);
      for (double day = opened + .3; restless && day < 300; day += .3) {
        desk.until(day);
      }
      desk.until(300);
      Alert ended = desk.said.get(1);
      assertThat(ended.standing().resolution()).isEqualTo(Resolution.EXPIRED);
      assertThat(ended.standing().atMillis()).isEqualTo(Desk.day(expired));
      assertThat(ended.rulesVersion()).isEqualTo(expired < 50 ? "" + before : "" + after);
    }
  }

  @Test
  void anInputIsDecidedByTheRulesOfItsInstantAndSaysSo() {
    Rules hard = TestRules.with("alerts: {maxSnoozeDays: 5, snoozeDays: 5}").withVersion("hard");
    Rules soft = RulesYaml.shipped();
    var desk = new Desk(millis -> millis < Desk.day(3) ? soft : hard, CustomerAlerts.BEFORE_ALL);
    desk.signal(0, SignalKind.SPEND_CALL);
    desk.act(2, Kind.SNOOZE, desk.id());
    assertThat(desk.last().standing().snoozedUntilMillis()).isEqualTo(Desk.day(9));
    assertThat(desk.answer().rulesVersion()).isEqualTo(soft.version());
    desk.act(3, Kind.SNOOZE, desk.id());
    assertThat(desk.last().standing().snoozedUntilMillis()).isEqualTo(Desk.day(8));
    assertThat(desk.last().rulesVersion()).isEqualTo("hard");
    assertThat(desk.answer().rulesVersion()).isEqualTo("hard");
  }

  /** Numbers and their currency come from one version. */
  @Test
  void theValueAtRiskIsInTheReportingCurrencyOfTheRulesThatDecidedTheRevision() {
    Rules pounds = TestRules.with("currency: {reporting: GBP, rates: {VND: 0.00003}}");
    Rules dong = TestRules.with("currency: {reporting: VND}");
    var desk = new Desk(millis -> millis < Desk.day(3) ? pounds : dong, CustomerAlerts.BEFORE_ALL);
    desk.signal(0, SignalKind.SPEND_CALL);
    assertThat(desk.last().facts().valueAtRiskReportingTen4()).isEqualTo(960_000L);
    desk.act(4, Kind.ACKNOWLEDGE, desk.id());
    assertThat(desk.last().facts().valueAtRiskReportingTen4()).isEqualTo(32_000_000_000L);
  }

  private static Rules expiring(int days) {
    return TestRules.with("alerts: {expireDays: " + days + "}").withVersion("" + days);
  }

  @Test
  void aReasonOpensOneAlertHoweverOftenItIsSaid() {
    desk.signal(0, SignalKind.OVERDUE_WATCH)
        .signal(1, SignalKind.OVERDUE_WATCH)
        .signal(40, SignalKind.OVERDUE_WATCH);

    assertThat(desk.story()).containsExactly("OVERDUE OPEN");
    assertThat(desk.last().id()).startsWith("OVERDUE-2011-06-06-").hasSize(35);
    assertThat(desk.last().episode()).isEqualTo(15131);
    assertThat(desk.last().standing().dueMillis()).isNull();
    assertThat(desk.last().primary()).isTrue();
  }

  @Test
  void aWatchEscalatesToACallWithADueTimeAndComesBackByItself() {
    desk.signal(0, SignalKind.SPEND_WATCH)
        .signal(5, SignalKind.SPEND_CALL)
        .signal(9, SignalKind.SPEND_RECOVERED);

    assertThat(desk.story())
        .containsExactly(
            "SPEND_DROP OPEN", "SPEND_DROP ESCALATED", "SPEND_DROP RESOLVED RECOVERED");
    Alert call = desk.said.get(1);
    assertThat(call.severity()).isEqualTo(Severity.CALL);
    // Opened at 10:00: 24 hours later is 10:00, the first closing hour after that 17:00.
    assertThat(call.standing().dueMillis()).isEqualTo(day(6) + 7 * Desk.HOUR);
    assertThat(desk.last().standing().closedMillis()).isEqualTo(day(9));
  }

  @Test
  void everyServiceLineHasItsOwnAlertInOneGroupWithOnePrimary() {
    desk.signal(0, SignalKind.SPEND_WATCH, "food")
        .signal(1, SignalKind.SPEND_CALL, "wine")
        .signal(2, SignalKind.SPEND_RECOVERED, "wine");

    assertThat(desk.said).extracting(Alert::groupId).containsOnly(desk.id());
    assertThat(desk.said)
        .extracting(a -> a.key().serviceLine() + " " + a.status() + " " + a.primary())
        .containsExactly(
            "food OPEN true",
            "food OPEN false",
            "wine OPEN true",
            "food OPEN true",
            "wine RESOLVED true");
    assertThat(desk.said)
        .extracting(a -> a.standing().revision())
        .containsExactly(1L, 2L, 1L, 3L, 2L);
  }

  @Test
  void aSpecificReasonTakesThePlaceOfOverdueForTheSameSilence() {
    desk.signal(0, SignalKind.OVERDUE_WATCH)
        .story(
            AlertReason.POOR_SERVICE_THEN_SILENCE,
            desk.signalOf(-9, SignalKind.POOR_SERVICE, null, "feedback/f"),
            desk.signalOf(1, SignalKind.SILENT, null, Standing.TIME))
        .signal(3, SignalKind.OVERDUE_CALL)
        .signal(4, SignalKind.RETURNED);

    assertThat(desk.story())
        .containsExactly(
            "OVERDUE OPEN",
            "OVERDUE RESOLVED SUPERSEDED",
            "POOR_SERVICE_THEN_SILENCE OPEN",
            "POOR_SERVICE_THEN_SILENCE RESOLVED RECOVERED");
    // One care episode, whatever explains it: who talked about the one need not ask again.
    assertThat(desk.said).extracting(Alert::groupId).containsOnly(desk.id());
  }

  @Test
  void oneThatComesAgainOnItsDayIsTheSameEpisode() {
    desk.signal(0, SignalKind.SPEND_WATCH)
        .signal(.1, SignalKind.SPEND_RECOVERED)
        .signal(.2, SignalKind.SPEND_WATCH)
        .signal(1, SignalKind.SPEND_RECOVERED)
        .signal(2, SignalKind.SPEND_WATCH);

    assertThat(desk.said)
        .extracting(a -> a.standing().revision())
        .containsExactly(1L, 2L, 3L, 4L, 1L);
    assertThat(desk.said.get(2).id()).isEqualTo(desk.id());
    assertThat(desk.last().id()).isNotEqualTo(desk.id());
  }

  @Test
  void theLostAreWonBack() {
    desk.signal(0, SignalKind.SPEND_CALL)
        .signal(90, SignalKind.LOST)
        .signal(91, SignalKind.SPEND_CALL)
        .signal(200, SignalKind.RETURNED);

    assertThat(desk.story())
        .containsExactly("SPEND_DROP OPEN", "SPEND_DROP LOST", "SPEND_DROP RESOLVED WON_BACK");
  }

  @Test
  void whoReturnsAfterATalkIsWonBackAfterAnAttemptOnlyRecovered() {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .contacted(1, Outcome.NO_ANSWER)
        .contacted(2, Outcome.LISTENED)
        .contacted(3, Outcome.NO_ANSWER)
        .signal(4, SignalKind.RETURNED);
    assertThat(desk.last().standing().resolution()).isEqualTo(Resolution.WON_BACK);
    assertThat(desk.last().contact().reachedMillis()).isEqualTo(day(2));
    assertThat(desk.last().contact().outcome()).isEqualTo(Outcome.NO_ANSWER);

    var other = new Desk(RULES);
    other
        .signal(0, SignalKind.OVERDUE_CALL)
        .contacted(1, Outcome.NO_ANSWER)
        .signal(4, SignalKind.RETURNED);
    assertThat(other.last().standing().resolution()).isEqualTo(Resolution.RECOVERED);
  }

  @Test
  void lateDataRetractsWhatItTakesAwayAndResolvesWhatCameAfter() {
    desk.signal(0, SignalKind.OVERDUE_CALL).late(3, SignalKind.RETURNED, -1);
    assertThat(desk.last().status()).isEqualTo(AlertStatus.RETRACTED);
    assertThat(desk.last().standing().cause()).isEqualTo("LATE_DATA");
    assertThat(desk.last().standing().resolution()).isNull();

    var other = new Desk(RULES);
    other.signal(0, SignalKind.OVERDUE_CALL).late(3, SignalKind.RETURNED, 1);
    assertThat(other.story()).endsWith("OVERDUE RESOLVED RECOVERED");
    assertThat(other.last().standing().cause()).isEqualTo("purchases/late");
  }

  @Test
  void otherRulesRetractToo() {
    desk.signal(0, SignalKind.SPEND_WATCH)
        .signal(desk.signalOf(1, SignalKind.SPEND_RECOVERED, null, Standing.RULES));

    assertThat(desk.last().status()).isEqualTo(AlertStatus.RETRACTED);
    assertThat(desk.last().standing().cause()).isEqualTo("RULES");
  }

  /** Whoever is at work on it, or put it off, stays so. */
  @ParameterizedTest
  @CsvSource({
    "OPEN, OPEN",
    "ESCALATED, OPEN",
    "ACKNOWLEDGED, ACKNOWLEDGED",
    "SNOOZED, SNOOZED",
  })
  void aCallThatOtherRulesOnlyWatchIsAWatch(AlertStatus before, AlertStatus after) {
    if (before == AlertStatus.ESCALATED) {
      desk.signal(0, SignalKind.SPEND_WATCH, "wine");
    }
    desk.signal(1, SignalKind.SPEND_CALL, "wine");
    if (before == AlertStatus.ACKNOWLEDGED) {
      desk.act(2, Kind.ACKNOWLEDGE, desk.id());
    } else if (before == AlertStatus.SNOOZED) {
      desk.act(2, Kind.SNOOZE, desk.id());
    }
    assertThat(desk.last().status()).isEqualTo(before);
    int said = desk.said.size();
    desk.signal(desk.signalOf(3, SignalKind.SPEND_EASED, null, Standing.RULES))
        .signal(desk.signalOf(3, SignalKind.OVERDUE_EASED, null, Standing.RULES));
    assertThat(desk.said).hasSize(said);

    desk.signal(desk.signalOf(3, SignalKind.SPEND_EASED, "wine", Standing.RULES))
        .signal(desk.signalOf(4, SignalKind.SPEND_EASED, "wine", Standing.RULES));
    assertThat(desk.said).hasSize(said + 1);
    assertThat(desk.last().severity()).isEqualTo(Severity.WATCH);
    assertThat(desk.last().status()).isEqualTo(after);
    assertThat(desk.last().standing().previousStatus()).isEqualTo(before);
    assertThat(desk.last().standing().cause()).isEqualTo("RULES");
    assertThat(desk.last().standing().dueMillis()).isNull();
    assertThat(desk.last().wantsCall()).isFalse();
    desk.until(9);
    assertThat(desk.last().status())
        .isEqualTo(before == AlertStatus.SNOOZED ? AlertStatus.OPEN : after);

    desk.signal(10, SignalKind.SPEND_CALL, "wine");
    assertThat(desk.last().severity()).isEqualTo(Severity.CALL);
    assertThat(desk.last().status()).isEqualTo(AlertStatus.ESCALATED);
  }

  /** Rules change on day 50; a segment is another matter. */
  @Test
  void aReasonThatMayOnlyBeWatchedByOtherRulesIsEasedWithinAWeek() {
    Rules calm =
        TestRules.withDefault("responses: {SPEND_DROP: {severity: WATCH}}").withVersion("calm");
    var desk = new Desk(millis -> millis < Desk.day(50) ? RULES : calm, CustomerAlerts.BEFORE_ALL);
    desk.signal(10, SignalKind.SPEND_CALL).signal(10, SignalKind.OVERDUE_CALL).until(100);
    assertThat(desk.said.stream().skip(2).map(a -> a.key().reason() + " " + a.standing().cause()))
        .containsExactly("SPEND_DROP RULES", "OVERDUE RULES");
    Alert eased = desk.said.get(2);
    assertThat(eased.severity()).isEqualTo(Severity.WATCH);
    assertThat(eased.standing().atMillis()).isEqualTo(Desk.day(52));
    assertThat(eased.rulesVersion()).isEqualTo("calm");
    // The call that is left asks for the work.
    assertThat(eased.primary()).isFalse();
    assertThat(desk.last().primary()).isTrue();

    Rules both =
        RulesYaml.parse(
            """
            version: both
            segments: {default: {}, calm: {responses: {SPEND_DROP: {severity: WATCH}}}}
            """);
    Rules texts = both.withVersion("texts");
    var moved = new Desk(millis -> millis < Desk.day(50) ? both : texts, CustomerAlerts.BEFORE_ALL);
    moved.signal(10, SignalKind.SPEND_CALL);
    CustomerFacts f = moved.facts;
    moved.facts =
        new CustomerFacts(
            "calm", f.owner(), null, true, null, null, null, 90, null, 8.0, null, null, null);
    moved.signal(20, SignalKind.SPEND_WATCH, "wine").act(21, Kind.ASSIGN, moved.id()).until(100);
    assertThat(moved.state.find(moved.id()).facts().segment()).isEqualTo("calm");
    assertThat(moved.state.find(moved.id()).severity()).isEqualTo(Severity.CALL);
  }

  /** Rules change on day 50, the weekly look would come on day 52. */
  @ParameterizedTest
  @EnumSource(names = {"ACKNOWLEDGE", "ASSIGN", "SNOOZE", "CONTACTED"})
  void aLowerSeverityIsNotLostToWhoMovesTheAlertBeforeTheLook(Kind kind) {
    for (double day : new double[] {50, 50.5}) {
      var desk = calmFromDay50(CustomerAlerts.BEFORE_ALL);
      desk.signal(10, SignalKind.SPEND_CALL);
      Outcome outcome = kind == Kind.CONTACTED ? Outcome.LISTENED : null;
      desk.act(desk.action(day, kind, desk.id(), null, outcome));

      assertThat(desk.said)
          .extracting(alert -> alert.severity() + " " + alert.standing().cause())
          .containsExactly("CALL TIME", "WATCH RULES", "WATCH actions/a1");
      assertThat(desk.said.get(1).status()).isEqualTo(AlertStatus.OPEN);
      assertThat(desk.said.get(1).standing().atMillis()).isEqualTo(Desk.day(day));
      assertThat(desk.said.get(1).rulesVersion()).isEqualTo("calm");
      assertThat(desk.last().standing().revision()).isEqualTo(3);
      assertThat(desk.answer().refusal()).isNull();
      assertThat(desk.answer().alertRevision()).isEqualTo(3);
    }
  }

  @Test
  void norToTheEndOfAnotherAlertThatMakesItThePrimary() {
    var desk = calmFromDay50(CustomerAlerts.BEFORE_ALL);
    desk.signal(9, SignalKind.OVERDUE_CALL).signal(10, SignalKind.SPEND_CALL);
    assertThat(desk.last().primary()).isFalse();
    desk.signal(50.5, SignalKind.RETURNED).until(70);

    assertThat(desk.said.stream().skip(2))
        .extracting(a -> a.key().reason() + " " + a.severity() + " " + a.primary())
        .containsExactly("SPEND_DROP WATCH false", "OVERDUE CALL true", "SPEND_DROP WATCH true");
    assertThat(desk.said.get(2).standing().cause()).isEqualTo("RULES");
  }

  @Test
  void norToTheMomentFromWhichAlertsArePublished() {
    var desk = calmFromDay50(Desk.day(51));
    desk.signal(45, SignalKind.SPEND_CALL).until(70);

    assertThat(desk.said).hasSize(1);
    assertThat(desk.last().historical()).isTrue();
    assertThat(desk.last().standing().atMillis()).isEqualTo(Desk.day(51));
    assertThat(desk.last().severity()).isEqualTo(Severity.WATCH);
  }

  private static Desk calmFromDay50(long alertsFromMillis) {
    Rules calm =
        TestRules.withDefault("responses: {SPEND_DROP: {severity: WATCH}}").withVersion("calm");
    return new Desk(millis -> millis < Desk.day(50) ? RULES : calm, alertsFromMillis);
  }

  @Test
  void aSnoozeEndsByItselfAndAnEscalationWakes() {
    desk.signal(0, SignalKind.SPEND_WATCH).act(1, Kind.SNOOZE, desk.id()).until(30);
    assertThat(desk.story())
        .containsExactly("SPEND_DROP OPEN", "SPEND_DROP SNOOZED", "SPEND_DROP OPEN");
    assertThat(desk.last().standing().atMillis()).isEqualTo(day(8));
    assertThat(desk.last().standing().cause()).isEqualTo("TIME");

    desk.act(31, Kind.SNOOZE, desk.id()).signal(32, SignalKind.SPEND_CALL).until(60);
    assertThat(desk.story()).endsWith("SPEND_DROP SNOOZED", "SPEND_DROP ESCALATED");
  }

  @Test
  void whatAPersonClosedStaysQuietForTwoOwnGapsOrUntilItWasOver() {
    desk.signal(0, SignalKind.SPEND_WATCH)
        .act(1, Kind.CLOSE, desk.id())
        .signal(2, SignalKind.SPEND_CALL)
        .signal(16.9, SignalKind.SPEND_CALL);
    assertThat(desk.said).hasSize(2);
    assertThat(desk.last().standing().resolution()).isEqualTo(Resolution.CLOSED);
    // Two own gaps of 8 days.
    desk.signal(17, SignalKind.SPEND_CALL);
    assertThat(desk.said).hasSize(3);

    var other = new Desk(RULES);
    other
        .signal(0, SignalKind.SPEND_WATCH)
        .act(1, Kind.FALSE_ALARM, other.id())
        .signal(2, SignalKind.SPEND_RECOVERED)
        .signal(3, SignalKind.SPEND_WATCH);
    assertThat(other.story())
        .containsExactly("SPEND_DROP OPEN", "SPEND_DROP RESOLVED FALSE_ALARM", "SPEND_DROP OPEN");
  }

  @Test
  void withoutAKnownGapQuietLastsThirtyDays() {
    desk.facts =
        new CustomerFacts(
            null, null, null, null, null, null, null, 90, null, null, null, null, null);
    desk.signal(0, SignalKind.SPEND_WATCH)
        .act(1, Kind.CLOSE, desk.id())
        .signal(30.9, SignalKind.SPEND_WATCH);
    assertThat(desk.said).hasSize(2);
    desk.signal(31, SignalKind.SPEND_WATCH);
    assertThat(desk.said).hasSize(3);
  }

  @Test
  void whatNothingMovesExpiresAndIsForgottenAtLast() {
    desk.signal(0, SignalKind.SPEND_WATCH).until(120);
    assertThat(desk.story()).containsExactly("SPEND_DROP OPEN", "SPEND_DROP RESOLVED EXPIRED");

    desk.until(149.9);
    assertThat(desk.state.alerts).hasSize(1);
    assertThat(desk.state.facts).isNotNull();
    assertThat(desk.putAway).isEmpty();
    desk.until(150);
    assertThat(desk.state.alerts).isEmpty();
    assertThat(desk.state.stubs).hasSize(1);
    assertThat(desk.state.facts).as("nobody asks for them").isNull();
    assertThat(desk.putAway).containsExactly(desk.id());
    desk.until(519.9);
    assertThat(desk.state.isEmpty()).isFalse();
    assertThat(desk.withdrawn).isEmpty();
    desk.until(520);
    assertThat(desk.state.isEmpty()).isTrue();
    assertThat(desk.withdrawn).containsExactly(desk.id());
    assertThat(desk.said).hasSize(2);
  }

  @Test
  void theMostUrgentAlertIsThePrimaryAndKeepsItAmongEquals() {
    desk.signal(0, SignalKind.OVERDUE_CALL).signal(1, SignalKind.SPEND_CALL);
    assertThat(desk.said).extracting(Alert::primary).containsExactly(true, false);

    desk.signal(2, SignalKind.SHAMING);
    assertThat(desk.said.stream().skip(2).map(a -> a.key().reason() + " " + a.primary()))
        .containsExactly("OVERDUE false", "PUBLIC_SHAMING true");
  }

  @Test
  void eraseEndsAndWithdrawsEverything() {
    desk.signal(0, SignalKind.SPEND_WATCH)
        .signal(1, SignalKind.SPEND_RECOVERED)
        .signal(50, SignalKind.OVERDUE_CALL)
        .act(desk.action(51, Kind.ERASE, null, null, null));

    assertThat(desk.story()).endsWith("OVERDUE RESOLVED ERASED");
    assertThat(desk.withdrawn).hasSize(2).contains(desk.id());
    assertThat(desk.state.isEmpty()).isTrue();
    assertThat(desk.state.facts).isNull();
    assertThat(desk.answer().isDone()).isTrue();
  }

  @Test
  void goingLiveTellsTheFreshAndSettlesTheDormant() {
    var live = new Desk(RULES, day(100));
    live.signal(0, SignalKind.OVERDUE_WATCH)
        .signal(80, SignalKind.SPEND_WATCH)
        .signal(90, SignalKind.SPEND_CALL)
        .signal(95, SignalKind.SPEND_WATCH, "wine")
        .signal(96, SignalKind.SPEND_RECOVERED, "wine");
    assertThat(live.said).isEmpty();

    live.signal(99, SignalKind.SHAMING).until(100);
    // SPEND_DROP opened 20 days before, wine is over: only what is fresh and open is told.
    assertThat(live.story()).containsExactly("PUBLIC_SHAMING OPEN");
    assertThat(live.last().historical()).isTrue();
    assertThat(live.last().standing().revision()).isEqualTo(1);
    assertThat(live.last().standing().previousStatus()).isNull();
    assertThat(live.state.alerts).hasSize(1);

    live.signal(101, SignalKind.OVERDUE_CALL).signal(102, SignalKind.RESOLVED);
    assertThat(live.story())
        .containsExactly("PUBLIC_SHAMING OPEN", "PUBLIC_SHAMING RESOLVED RECOVERED");
    live.signal(103, SignalKind.RETURNED).signal(150, SignalKind.OVERDUE_WATCH);
    assertThat(live.last().key().reason()).isEqualTo(AlertReason.OVERDUE);
    assertThat(live.last().historical()).isFalse();
  }

  /** As with a job that goes on from another's state and was not told the same. */
  @Test
  void anEarlierInstantThanBeforeMakesItGoLiveWhereItStands() {
    var before = new Desk(RULES, day(100));
    before.signal(0, SignalKind.OVERDUE_WATCH).signal(99, SignalKind.SHAMING);
    assertThat(before.said).isEmpty();
    var after = new AlertTimeline(RULES, CustomerAlerts.BEFORE_ALL);
    assertThat(after.dueMillis(before.state, day(99))).isEqualTo(day(99));
    after.passTime(before.state, "an", day(100), before);
    assertThat(before.story()).containsExactly("PUBLIC_SHAMING OPEN");
    assertThat(before.last().historical()).isTrue();
    assertThat(before.last().standing().atMillis()).isEqualTo(day(99));
  }

  @Test
  void whatIsDecidedAsTheJobGoesLiveIsPublished() {
    var live = new Desk(RULES, day(100));
    live.signal(100, SignalKind.OVERDUE_WATCH);
    assertThat(live.story()).containsExactly("OVERDUE OPEN");
    assertThat(live.last().historical()).isFalse();
  }

  @Test
  void aShareOfCallsIsWithheldButNeverOfThoseWhoComplain() {
    var withheld = new Desk(TestRules.with("alerts: {holdout: 1}"));
    withheld
        .signal(0, SignalKind.OVERDUE_WATCH)
        .signal(1, SignalKind.OVERDUE_CALL)
        .signal(2, SignalKind.SHAMING);

    assertThat(withheld.said).extracting(Alert::holdout).containsExactly(false, true, true, false);
    assertThat(withheld.said)
        .extracting(Alert::wantsCall)
        .containsExactly(false, false, false, true);
  }

  @Test
  void aReasonAsksForNoMoreThanTheRulesSay() {
    var calm = new Desk(TestRules.withDefault("responses: {OVERDUE: {severity: WATCH}}"));
    calm.signal(0, SignalKind.OVERDUE_CALL).signal(1, SignalKind.OVERDUE_CALL);

    assertThat(calm.said).extracting(Alert::severity).containsExactly(Severity.WATCH);
  }

  /** A promise made in the talk gives a complaint more time; its customer is not back by it. */
  @Test
  void whoIsGivenAnAnswerInTimeIsNotWonBack() {
    desk.signal(0, SignalKind.CASE_OVERDUE)
        .contacted(1, Outcome.LISTENED)
        .signal(1.1, SignalKind.CASE_IN_TIME);

    assertThat(desk.last().status()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(desk.last().standing().resolution()).isEqualTo(Resolution.RECOVERED);
  }

  @Test
  void theMoneyOfAWinBackIsPutDownWhenItIsKnown() {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .contacted(1, Outcome.LISTENED)
        .signal(10, SignalKind.RETURNED)
        .bought(10, 1_000_000)
        .bought(90, 250_000)
        .until(90.9);
    assertThat(desk.last().wonBackTen4()).isNull();
    desk.until(91);

    assertThat(desk.last().wonBackTen4()).isEqualTo(1_250_000);
    assertThat(desk.last().standing().cause()).isEqualTo(Standing.TIME);
    assertThat(desk.last().status()).isEqualTo(AlertStatus.RESOLVED);
    assertThat(desk.last().standing().revision()).isEqualTo(4);
    assertThat(desk.last().standing().closedMillis()).isEqualTo(day(10));
    // Whole for so long, but no person may open it again.
    refused(Code.TOO_OLD, 91, Kind.REOPEN, desk.id(), null);
    assertThat(desk.putAway).isEmpty();
    assertThat(desk.until(92).putAway).containsExactly(desk.id());
    assertThat(desk.said).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          OVERDUE_WATCH, RETURNED
          SPEND_CALL, SPEND_RECOVERED
          LEAVING, STAYING
          SHAMING, RESOLVED
          """)
  void whatASignalOpensAnotherEnds(SignalKind opens, SignalKind ends) {
    desk.signal(0, opens);
    for (SignalKind kind : SignalKind.values()) {
      if (kind != ends
          && Opening.of(desk.signalOf(1, kind, null, "x")) == null
          && AlertKey.easedBy(desk.signalOf(1, kind, null, "x")) == null
          && kind != SignalKind.LOST) {
        desk.signal(1, kind);
      }
    }
    assertThat(desk.said).hasSize(1);
    desk.signal(2, ends);
    assertThat(desk.last().standing().resolution()).isEqualTo(Resolution.RECOVERED);
  }

  @Test
  void actionsAreAnsweredWithTheRevisionThatShowsThem() {
    desk.signal(0, SignalKind.OVERDUE_CALL).act(1, Kind.ACKNOWLEDGE, desk.id());
    assertThat(desk.answer().isDone()).isTrue();
    assertThat(desk.answer().alertRevision()).isEqualTo(2);
    assertThat(desk.last().standing().cause()).isEqualTo("actions/a1");

    desk.act(2, Kind.ASSIGN, desk.id());
    assertThat(desk.last().owner()).isEqualTo("hoa");
    assertThat(desk.last().status()).isEqualTo(AlertStatus.ACKNOWLEDGED);
  }

  @Test
  void whatIsWrongWithAnActionIsNamed() {
    desk.signal(0, SignalKind.OVERDUE_CALL);
    String id = desk.id();
    refused(Code.UNKNOWN_ALERT, 1, Kind.CLOSE, "nothing", null);
    refused(Code.ALERT_ID_MISSING, 1, Kind.ACKNOWLEDGE, null, null);
    refused(Code.UNTIL_PAST, 1, Kind.SNOOZE, id, day(1));
    refused(Code.UNTIL_TOO_FAR, 1, Kind.SNOOZE, id, day(92));
    refused(Code.OUTCOME_MISSING, 1, Kind.CONTACTED, id, null);
    refused(Code.ILLEGAL_MOVE, 1, Kind.UNSNOOZE, id, null);
    refused(Code.ILLEGAL_MOVE, 1, Kind.REOPEN, id, null);
    refused(Code.SCORE_MISSING, 1, Kind.OVERRIDE_SCORE, null, day(9));
    desk.act(2, Kind.CLOSE, id);
    refused(Code.ALERT_CLOSED, 3, Kind.CLOSE, id, null);
    desk.signal(20, SignalKind.OVERDUE_WATCH);
    refused(Code.ANOTHER_IS_OPEN, 21, Kind.REOPEN, id, null);
    refused(Code.TOO_OLD, 40, Kind.REOPEN, id, null);
    refused(Code.ALERT_CLOSED, 40, Kind.ACKNOWLEDGE, id, null);
    assertThat(desk.said).hasSize(3);
  }

  private void refused(Code code, double day, Kind kind, String id, Long until) {
    desk.act(desk.action(day, kind, id, until, null));
    assertThat(desk.answer().refusal()).as("%s", kind).isNotNull();
    assertThat(desk.answer().refusal().code()).isEqualTo(code);
    assertThat(desk.answer().alertRevision()).isNull();
  }

  @Test
  void whatWasClosedCanBeOpenedAgain() {
    desk.signal(0, SignalKind.OVERDUE_CALL)
        .act(1, Kind.CLOSE, desk.id())
        .act(30.9, Kind.REOPEN, desk.id());

    assertThat(desk.story()).endsWith("OVERDUE RESOLVED CLOSED", "OVERDUE OPEN");
    assertThat(desk.last().standing().closedMillis()).isNull();
    assertThat(desk.state.quietUntil).isEmpty();
  }

  @Test
  void anActionFromThePastCountsAsOfNow() {
    desk.signal(5, SignalKind.OVERDUE_CALL).act(1, Kind.ACKNOWLEDGE, desk.id());

    assertThat(desk.answer().atMillis()).isEqualTo(day(5));
    assertThat(desk.last().standing().atMillis()).isEqualTo(day(5));
  }
}
