package dev.customerhealth.domain.alert;

import static dev.customerhealth.domain.alert.Desk.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.customer.TestRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of a ticket, and when. Day 0 is the 6th of June 2011; windows take 90 days. */
class TicketsTest {

  private static final Rules RULES =
      TestRules.with("currency: {reporting: VND}\nalerts: {stubDays: 200}");
  private static final String NOBODY = "2011-06|default|NOT_CONTACTED";
  private static final String CONTACTED = "2011-06|default|CONTACTED";

  private final Desk desk = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL);

  @Test
  void whoCameBackWithoutAWordIsCountedWhenTheWindowEnds() {
    desk.bought(20, 500).signal(20, SignalKind.RETURNED).bought(30, -100);
    assertThat(desk.until(89.9).shares).isEmpty();
    desk.bought(90, 7).bought(90.1, 1000);

    assertThat(told(91)).isEqualTo(Map.of(NOBODY, sums(1, 1, 407)));
    assertThat(desk.shares).extracting(OutcomeShare::timeMillis).containsExactly(day(90));
  }

  @Test
  void theWindowBeginsWithTheFirstTalkAndElseWithTheFirstAttempt() {
    desk.contacted(5, Outcome.NO_ANSWER).bought(8, 40).contacted(10, Outcome.LISTENED);
    desk.contacted(15, Outcome.LISTENED).bought(9, 5).bought(30, 60);
    assertThat(told(99.9)).isEmpty();
    assertThat(told(100)).isEqualTo(Map.of(CONTACTED, sums(1, 1, 60)));

    var rung = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL).contacted(5, Outcome.NO_ANSWER);
    assertThat(told(rung, 94.9)).isEmpty();
    assertThat(told(rung, 95)).isEqualTo(Map.of(CONTACTED, sums(1, 0, 0)));
  }

  @Test
  void anAnsweredConcernStaysAnsweredAndElseTheLastTalkCounts() {
    desk.contacted(1, Outcome.CONCERN_ANSWERED).contacted(2, Outcome.REFUSED);
    assertThat(told(91)).containsOnlyKeys("2011-06|default|CONCERN_ANSWERED");

    var refused = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL);
    refused.contacted(1, Outcome.LISTENED).contacted(2, Outcome.REFUSED);
    refused.contacted(3, Outcome.NO_ANSWER);
    assertThat(told(refused, 91)).containsOnlyKeys("2011-06|default|REFUSED");
  }

  @Test
  void aReturnOrAPurchaseOfUnknownValueIsToldForWhatItIs() {
    desk.bought(1, -30);
    assertThat(told(90)).isEqualTo(Map.of(NOBODY, sums(1, 0, -30)));

    var unknown = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL).late(5, 5, null);
    var told = told(unknown, 90).get(NOBODY);
    assertThat(told).isEqualTo(new OutcomeSums(1, 1, 0, 0, 1, 0, 0));
    assertThat(told.knownAmountTen4()).isNull();
    assertThat(told.rate()).isEqualTo(1);
  }

  @Test
  void aTalkAboutOneAlertCountsForTheWholeTicketAndTheMoneyOnce() {
    desk.signal(2, SignalKind.SPEND_CALL).signal(3, SignalKind.SHAMING);
    desk.act(desk.action(10, Kind.CONTACTED, desk.last().id(), null, Outcome.LISTENED));
    desk.bought(20, 100);

    assertThat(desk.said).extracting(Alert::groupId).containsOnly(desk.id());
    assertThat(told(100)).isEqualTo(Map.of(CONTACTED, sums(1, 1, 100)));
  }

  @Test
  void whatTakesThePlaceOfAnAlertGoesOnWithItsTicket() {
    desk.contacted(10, Outcome.LISTENED);
    desk.story(
        AlertReason.POOR_SERVICE_THEN_SILENCE,
        desk.signalOf(12, SignalKind.SILENT, null, Standing.TIME));

    assertThat(desk.story()).contains("OVERDUE RESOLVED SUPERSEDED");
    assertThat(desk.last().groupId()).isEqualTo(desk.id());
    assertThat(told(100)).isEqualTo(Map.of(CONTACTED, sums(1, 0, 0)));
  }

  @Test
  void whatWasNoReasonToCallIsNotJudged() {
    desk.act(1, Kind.FALSE_ALARM, desk.id());
    var retracted = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL);
    retracted.late(5, SignalKind.RETURNED, -1);
    var watch = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH).bought(5, 10);
    for (Desk none : new Desk[] {desk, retracted, watch}) {
      assertThat(told(none, 190)).isEmpty();
      assertThat(none.state.tallies).isEmpty();
    }
  }

  @Test
  void aShareIsTakenBackWhenLateDataTakesTheReasonAway() {
    var long1 = new Desk(TestRules.with("alerts: {winBackDays: 10}"));
    long1.signal(0, SignalKind.OVERDUE_CALL);
    assertThat(told(long1, 10)).isEqualTo(Map.of(NOBODY, sums(1, 0, 0)));
    long1.late(20, SignalKind.RETURNED, -1);

    assertThat(told(long1, 20)).isEmpty();
    assertThat(long1.shares).hasSize(2);
  }

  @Test
  void aPurchaseThatBecomesKnownLateIsAddedToWhatWasTold() {
    desk.signal(80, SignalKind.RETURNED).late(95, 85, 50L);
    assertThat(told(96)).isEqualTo(Map.of(NOBODY, sums(1, 1, 50)));
    assertThat(desk.shares).hasSize(2);
  }

  @Test
  void aTicketWaitsForLatePurchasesAsLongAsAnAlertMayBeOpenedAgain() {
    desk.signal(20, SignalKind.RETURNED).until(119.9).late(119.95, 85, 50L);
    assertThat(told(119.96)).isEqualTo(Map.of(NOBODY, sums(1, 1, 50)));
    assertThat(desk.state.tallies).hasSize(1);
    desk.until(120);
    assertThat(desk.state.tallies).isEmpty();
    assertThat(desk.late(121, 85, 50L).shares).hasSize(2);
  }

  @Test
  void whoIsTalkedToAfterTheWindowIsJudgedAnewUnlessWonBackBefore() {
    desk.signal(60, SignalKind.LOST);
    assertThat(told(90)).isEqualTo(Map.of(NOBODY, sums(1, 0, 0)));
    desk.contacted(150, Outcome.LISTENED);
    assertThat(told(150)).isEmpty();
    desk.bought(160, 9).signal(160, SignalKind.RETURNED).contacted(161, Outcome.LISTENED);
    assertThat(told(240)).isEqualTo(Map.of(CONTACTED, sums(1, 1, 9)));
    assertThat(desk.last().wonBackTen4()).isEqualTo(9);
  }

  @Test
  void aCallThatComesWhenAllIsToldOfItsGroupIsATicketOfItsOwn() {
    desk.signal(1, SignalKind.SPEND_CALL).signal(5, SignalKind.RETURNED).bought(5, 3);
    assertThat(told(90)).isEqualTo(Map.of(NOBODY, sums(1, 1, 3)));
    desk.signal(95, SignalKind.OVERDUE_CALL);
    assertThat(desk.last().groupId()).isEqualTo(desk.id());
    desk.bought(100, 4);

    assertThat(told(185))
        .isEqualTo(Map.of(NOBODY, sums(1, 1, 3), "2011-09|default|NOT_CONTACTED", sums(1, 1, 4)));
  }

  @Test
  void aTicketIsWithheldAsAWholeAndJudgedFromTheCallOnWhoeverTalks() {
    var withheld = new Desk(TestRules.with("alerts: {holdout: 1}"));
    withheld.signal(0, SignalKind.OVERDUE_CALL).signal(1, SignalKind.SPEND_CALL);
    assertThat(withheld.said).allMatch(alert -> alert.holdout() && !alert.wantsCall());
    withheld.bought(5, 10).contacted(20, Outcome.LISTENED).bought(95, 10);

    assertThat(told(withheld, 90)).isEqualTo(Map.of("2011-06|default|HOLDOUT", sums(1, 1, 10)));
  }

  @Test
  void whatFollowsOneThatNothingHoldsBackIsNotWithheldEither() {
    var desk = new Desk(TestRules.with("alerts: {holdout: 1}"));
    desk.signal(0, SignalKind.SHAMING).signal(1, SignalKind.OVERDUE_CALL);
    assertThat(desk.said).noneMatch(Alert::holdout);

    // The window has ended, but somebody may still be at work on the first one.
    desk.signal(99, SignalKind.SPEND_WATCH).signal(100, SignalKind.SPEND_CALL);
    assertThat(desk.said).noneMatch(Alert::holdout);
    assertThat(told(desk, 200).keySet())
        .containsExactlyInAnyOrder(
            "2011-06|default|NOT_CONTACTED", "2011-09|default|NOT_CONTACTED");
  }

  @Test
  void otherRulesDoNotDrawAnewForATicket() {
    var none = TestRules.with("alerts: {holdout: 0}");
    var all = TestRules.with("alerts: {holdout: 1}");
    var desk = new Desk(millis -> millis < day(1) ? all : none, CustomerAlerts.BEFORE_ALL);
    desk.signal(0, SignalKind.OVERDUE_CALL).signal(2, SignalKind.SPEND_CALL);
    assertThat(desk.said).allMatch(Alert::holdout);

    var later = new Desk(millis -> millis < day(1) ? none : all, CustomerAlerts.BEFORE_ALL);
    later.signal(0, SignalKind.OVERDUE_CALL).signal(2, SignalKind.SPEND_CALL);
    assertThat(later.said).noneMatch(Alert::holdout);
  }

  @Test
  void whyACustomerLeavesIsToldAtOnceAndTheReturnWhenTheWindowEnds() {
    desk.facts = Desk.FACTS;
    say(1, Kind.CONTACTED, Outcome.LISTENED, "price", null);
    assertThat(told(1)).isEqualTo(Map.of("2011-06|default|PRICE|", lost(0, 0, false)));
    say(2, Kind.CONTACTED, Outcome.LISTENED, null, "Chợ|lớn");
    String key = "2011-06|default|PRICE|Chợ\\|lớn";
    assertThat(told(2)).isEqualTo(Map.of(key, lost(0, 0, false)));
    desk.bought(30, 77);

    assertThat(told(91)).containsEntry(key, lost(1, 77, true)).containsOnlyKeys(key, CONTACTED);
    assertThat(OutcomeKey.of(key))
        .isEqualTo(OutcomeKey.loss("2011-06", "default", "PRICE", "Chợ|lớn"))
        .extracting(OutcomeKey::text)
        .isEqualTo(key);
  }

  @Test
  void wordsOfTheirOwnAreNoCodeAndACompetitorAloneNoReason() {
    say(1, Kind.CONTACTED, Outcome.LISTENED, "they were rude to me", "x".repeat(65));
    assertThat(told(1)).containsOnlyKeys("2011-06|default|OTHER|");

    var named = new Desk(RULES).signal(0, SignalKind.OVERDUE_CALL);
    named.act(action(named, 1, Kind.CLOSE, null, null, "Coop"));
    assertThat(told(named, 1)).containsOnlyKeys("2011-06|default|NOT_STATED|Coop");
  }

  @Test
  void aReasonHeardOfAWatchCountsAmongReasonsOnlyAndAFalseAlarmTakesItBack() {
    var watch = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH);
    watch.act(action(watch, 40, Kind.CONTACTED, Outcome.LISTENED, "PRICE", null)).bought(50, 5);
    assertThat(told(watch, 190)).isEqualTo(Map.of("2011-07|default|PRICE|", lost(1, 5, true)));

    var closed = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH);
    closed.act(action(closed, 1, Kind.CONTACTED, Outcome.LISTENED, "PRICE", null));
    closed.act(2, Kind.FALSE_ALARM, closed.id());
    assertThat(told(closed, 2)).isEmpty();
    assertThat(closed.shares).hasSize(2);
  }

  @Test
  void anErasedCustomersWindowIsForgottenAndWhatWasToldStays() {
    say(1, Kind.CONTACTED, Outcome.LISTENED, "PRICE", null);
    desk.act(desk.action(2, Kind.ERASE, null, null, null)).bought(3, 10);

    assertThat(desk.state.isEmpty()).isTrue();
    assertThat(told(300)).containsOnlyKeys("2011-06|default|PRICE|");
  }

  @Test
  void whoRefusesThatAnybodyLooksIsNotJudged() {
    desk.buy(new LaterPurchase("an", day(5), day(5), LaterPurchase.Kind.UNSEEN, null, null));
    desk.act(6, Kind.CLOSE, desk.id());
    assertThat(told(190)).isEmpty();
    assertThat(desk.state.tallies).isEmpty();
  }

  @Test
  void norIsATicketThatBeginsWhileTheCustomerRefuses() {
    var watch = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH);
    watch.buy(consent(5, LaterPurchase.Kind.UNSEEN));
    watch.act(action(watch, 6, Kind.CONTACTED, Outcome.LISTENED, "PRICE", null));
    assertThat(told(watch, 190)).isEmpty();
  }

  @Test
  void whoAgreesAgainIsJudgedFromThenOn() {
    var watch = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH);
    watch.buy(consent(5, LaterPurchase.Kind.UNSEEN)).buy(consent(6, LaterPurchase.Kind.SEEN));
    watch.act(action(watch, 7, Kind.CONTACTED, Outcome.LISTENED, "PRICE", null)).bought(8, 5);
    assertThat(told(watch, 190)).isEqualTo(Map.of("2011-06|default|PRICE|", lost(1, 5, true)));

    // Whoever is told of is seen.
    var later = new Desk(RULES).signal(0, SignalKind.OVERDUE_WATCH);
    later.buy(consent(5, LaterPurchase.Kind.UNSEEN)).signal(9, SignalKind.OVERDUE_CALL);
    assertThat(told(later, 190)).isEqualTo(Map.of("2011-06|default|NOT_CONTACTED", sums(1, 0, 0)));
  }

  private static LaterPurchase consent(double day, LaterPurchase.Kind kind) {
    return new LaterPurchase("an", day(day), day(day), kind, null, null);
  }

  @Test
  void beforeTheJobGoesLiveNothingIsToldAndOnlyWhatIsPublishedIsJudged() {
    var dormant = new Desk(RULES, day(30)).signal(0, SignalKind.OVERDUE_CALL).bought(5, 10);
    assertThat(told(dormant, 190)).isEmpty();
    assertThat(dormant.state.isEmpty()).isTrue();

    var fresh = new Desk(RULES, day(30)).signal(20, SignalKind.OVERDUE_CALL).bought(35, 10);
    assertThat(told(fresh, 109.9)).isEmpty();
    assertThat(told(fresh, 110)).isEqualTo(Map.of(NOBODY, sums(1, 1, 10)));
  }

  private void say(
      double day,
      Kind kind,
      @Nullable Outcome outcome,
      @Nullable String reason,
      @Nullable String competitor) {
    desk.act(action(desk, day, kind, outcome, reason, competitor));
  }

  private static CrmAction action(
      Desk desk,
      double day,
      Kind kind,
      @Nullable Outcome outcome,
      @Nullable String reason,
      @Nullable String competitor) {
    return new CrmAction(
        "an",
        day(day),
        "say" + day,
        kind,
        desk.id(),
        null,
        null,
        "hoa",
        null,
        outcome,
        reason,
        competitor);
  }

  private Map<String, OutcomeSums> told(double day) {
    return told(desk, day);
  }

  /** What stands under each key once time has come so far. */
  private static Map<String, OutcomeSums> told(Desk desk, double day) {
    desk.until(day);
    var sums = new TreeMap<String, OutcomeSums>();
    desk.shares.forEach(share -> sums.merge(share.key(), share.sums(), OutcomeSums::plus));
    sums.values().removeIf(OutcomeSums::isNothing);
    return sums;
  }

  /** Of purchases and returns whose value is known; without a purchase only if something is. */
  private static OutcomeSums sums(long tickets, long wonBack, long amount) {
    return new OutcomeSums(tickets, wonBack, amount, amount == 0 ? 0 : 1, 0, 0, 0);
  }

  private static OutcomeSums lost(long wonBack, long amount, boolean isKnown) {
    return new OutcomeSums(1, wonBack, amount, isKnown ? 1 : 0, 0, 32_000_000_000L, 1);
  }
}
