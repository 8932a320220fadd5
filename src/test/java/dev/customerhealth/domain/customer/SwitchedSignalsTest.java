package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.alert.SignalKind.CASE_IN_TIME;
import static dev.customerhealth.domain.alert.SignalKind.CASE_OVERDUE;
import static dev.customerhealth.domain.alert.SignalKind.LEAVING;
import static dev.customerhealth.domain.alert.SignalKind.LOST;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_CALL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_EASED;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.POOR_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.RETURNED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_CALL;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_EASED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_RECOVERED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.STAYING;
import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation.Kind;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.AlertPublisher;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertTimeline;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** What is signalled, and what becomes of open alerts, as other rules take over. */
class SwitchedSignalsTest {

  private static final long DAY = RandomLives.DAY;
  private static final long HOUR = DAY / 24;
  private static final Rules STRICT =
      TestRules.withDefault("overdue: {watchRisk: 0.01, callRisk: 0.01, ownRisk: 0.01}");
  private static final Rules LENIENT =
      TestRules.withDefault("overdue: {watchRisk: 0.99, callRisk: 0.99, ownRisk: 0.99}");

  private static final Rules STAYS_SOON =
      TestRules.withDefault("score: {caps: {leavingEndsAfterPurchases: 1}}");
  private static final Rules TEXTS = RulesYaml.shipped().withVersion("texts");
  private static final Rules CALLS_LATE = TestRules.withDefault("overdue: {callRisk: 0.999}");
  private static final Rules STRICT_CARE =
      TestRules.withDefault("score: {care: {firstAnswerHours: 1}}");
  private static final Rules LOOSER =
      TestRules.withDefault("score: {care: {firstAnswerHours: 40, resolutionHours: 500}}")
          .withVersion("looser");
  private static final String HIGH_DROPS = "spendDrop: {watchDrop: 0.96, callDrop: 0.99}";

  @Test
  void anOverdueThatOtherRulesDoNotSeeIsTakenBack() {
    Life life = watched().under(LENIENT);
    int before = life.signals.size();
    life.passTo(life.customer().dueMillis);

    Signal returned = only(life, before);
    assertThat(returned.kind()).isEqualTo(RETURNED);
    assertThat(returned.cause()).isEqualTo("RULES");
    assertThat(alerts(life, AlertReason.OVERDUE))
        .containsExactly("OVERDUE OPEN TIME", "OVERDUE RETRACTED RULES");
    // A week later, and by the old rules again, it is worse than it was.
    life.under(RulesYaml.shipped()).passTo(life.customer().dueMillis);
    assertThat(life.signals.get(before + 1).kind()).isEqualTo(OVERDUE_CALL);
    assertThat(life.signals.get(before + 1).cause()).isEqualTo("RULES");
  }

  @Test
  void whatOtherRulesSeeAsWorseIsEscalatedWithinAWeek() {
    Life life = watched().under(STRICT);
    int before = life.signals.size();
    long switched = life.customer().clockMillis;
    life.passTo(switched + 7 * DAY);

    Signal call = only(life, before);
    assertThat(call.kind()).isEqualTo(OVERDUE_CALL);
    assertThat(call.cause()).isEqualTo("RULES");
    assertThat(alerts(life, AlertReason.OVERDUE))
        .containsExactly("OVERDUE OPEN TIME", "OVERDUE ESCALATED RULES");
  }

  @Test
  void whoIsLostByOtherRulesIsLostByThem() {
    Rules early =
        TestRules.withDefault("life: {lostRisk: 0.01, lostGaps: 1, lostMinSilentDays: 1}");
    Life life = watched().under(early);
    int before = life.signals.size();
    life.passTo(life.customer().dueMillis);

    assertThat(only(life, before).kind()).isEqualTo(LOST);
    assertThat(alerts(life, AlertReason.OVERDUE))
        .containsExactly("OVERDUE OPEN TIME", "OVERDUE LOST RULES");
  }

  @Test
  void aDropThatOtherRulesDoNotSeeIsTakenBackAndOneThatTheySeeIsWorseIsRaised() {
    Life life = dropped();
    assertThat(life.signals).extracting(Signal::kind).containsExactly(SPEND_WATCH);
    life.under(TestRules.withDefault(HIGH_DROPS));
    life.passTo(life.customer().dueMillis);
    assertThat(only(life, 1).kind()).isEqualTo(SPEND_RECOVERED);
    assertThat(only(life, 1).cause()).isEqualTo("RULES");
    assertThat(alerts(life, AlertReason.SPEND_DROP))
        .containsExactly("SPEND_DROP OPEN TIME", "SPEND_DROP RETRACTED RULES");

    Life other = dropped();
    other.under(TestRules.withDefault("spendDrop: {watchDrop: 0.1, callDrop: 0.2}"));
    other.passTo(other.customer().dueMillis);
    assertThat(only(other, 1).kind()).isEqualTo(SPEND_CALL);
    assertThat(only(other, 1).cause()).isEqualTo("RULES");
    assertThat(alerts(other, AlertReason.SPEND_DROP))
        .containsExactly("SPEND_DROP OPEN TIME", "SPEND_DROP ESCALATED RULES");
  }

  @Test
  void whereTheSwitchFallsOnAnEventTheRulesAreNamedForWhatTheyDid() {
    Life life = watched().under(LENIENT);
    int before = life.signals.size();
    long now = life.customer().clockMillis + 1;
    life.arrive(Facts.profile(now, null, null, null));
    Signal returned = only(life, before);
    assertThat(returned.kind()).isEqualTo(RETURNED);
    assertThat(returned.cause()).isEqualTo("RULES");
    assertThat(returned.occurredMillis()).isEqualTo(now);
    assertThat(returned.evidence()).allMatch(part -> part.eventId() == null);

    Life back = watched().under(LENIENT);
    back.arrive(Facts.purchase("back", back.customer().clockMillis + 1, "10"));
    assertThat(only(back, before).cause()).isEqualTo("purchases/back");
    assertThat(alerts(back, AlertReason.OVERDUE))
        .containsExactly("OVERDUE OPEN TIME", "OVERDUE RESOLVED purchases/back");
  }

  @Test
  void whoBoughtOftenEnoughByOtherRulesStays() {
    Life life = leaving().under(STAYS_SOON);
    life.passTo(life.customer().dueMillis);

    assertThat(only(life, 2).kind()).isEqualTo(STAYING);
    assertThat(alerts(life, AlertReason.DECLARED_LEAVING))
        .last()
        .isEqualTo("DECLARED_LEAVING RETRACTED RULES");
  }

  /** A document that changes only texts, in force from the midnight on that ends the day. */
  @Test
  void whoBoughtOnTheDayBeforeTheSwitchCameBackByThat() {
    Life life = boughtBack();
    life.under(TEXTS).passTo(life.customer().dueMillis);

    Signal recovered = only(life, 1);
    assertThat(recovered.kind()).isEqualTo(SPEND_RECOVERED);
    assertThat(recovered.timeMillis() % DAY).isZero();
    assertThat(recovered.cause()).isEqualTo("TIME");
    assertThat(alerts(life, AlertReason.SPEND_DROP))
        .containsExactly("SPEND_DROP OPEN TIME", "SPEND_DROP RESOLVED TIME");
  }

  @Test
  void norIsItTheDoingOfTheEventThatCarriesTheSwitch() {
    Life life = boughtBack();
    long midnight = life.customer().dueMillis;
    life.under(TEXTS).arrive(Facts.profile(midnight, null, null, null));

    Signal recovered = only(life, 1);
    assertThat(recovered.cause()).isEqualTo("TIME");
    assertThat(recovered.occurredMillis()).isEqualTo(midnight);
    assertThat(recovered.evidence()).allMatch(part -> part.eventId() == null);
  }

  @Test
  void aDropThatTheDayBeforeTheSwitchCompletedIsTimes() {
    Story story = dropping();
    long opened = dropped().signals.get(0).timeMillis();
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    story.events().stream().filter(event -> event.timeMillis() < opened).forEach(life::meet);
    assertThat(life.customer().dueMillis).isEqualTo(opened);
    life.under(TEXTS).passTo(opened);

    assertThat(only(life, 0).kind()).isEqualTo(SPEND_WATCH);
    assertThat(only(life, 0).cause()).isEqualTo("TIME");
  }

  @Test
  void whereTheSwitchFallsOnALateEventThatMendsNothingTheRulesAreNamed() {
    Life life = watched().under(LENIENT);
    int before = life.signals.size();
    long now = life.customer().clockMillis;
    life.arrive(Facts.profile(now - DAY / 2, null, null, null));

    assertThat(only(life, before).kind()).isEqualTo(RETURNED);
    assertThat(only(life, before).cause()).isEqualTo("RULES");
    assertThat(only(life, before).occurredMillis()).isEqualTo(now);
    assertThat(alerts(life, AlertReason.OVERDUE)).last().isEqualTo("OVERDUE RETRACTED RULES");

    Life spent = dropped().under(TestRules.withDefault(HIGH_DROPS));
    spent.arrive(Facts.profile(spent.customer().clockMillis - 2 * DAY, null, null, null));
    assertThat(alerts(spent, AlertReason.SPEND_DROP))
        .last()
        .isEqualTo("SPEND_DROP RETRACTED RULES");

    Life mended = watched().under(LENIENT);
    mended.arrive(Facts.purchase("late", now - DAY / 2, "10"));
    assertThat(only(mended, before).cause()).isEqualTo("purchases/late");
  }

  @Test
  void whoStaysByOtherRulesStaysByThemWhateverEventCarriesTheSwitch() {
    Life life = leaving().under(STAYS_SOON);
    long now = life.customer().clockMillis + 1;
    life.arrive(Facts.profile(now, null, null, null));
    assertThat(only(life, 2).kind()).isEqualTo(STAYING);
    assertThat(only(life, 2).cause()).isEqualTo("RULES");
    assertThat(only(life, 2).evidence()).allMatch(part -> part.eventId() == null);
    assertThat(alerts(life, AlertReason.DECLARED_LEAVING))
        .last()
        .isEqualTo("DECLARED_LEAVING RETRACTED RULES");

    Life late = leaving().under(STAYS_SOON);
    late.arrive(Facts.profile(now - DAY / 2, null, null, null));
    assertThat(alerts(late, AlertReason.DECLARED_LEAVING))
        .last()
        .isEqualTo("DECLARED_LEAVING RETRACTED RULES");

    Life bought = leaving().under(STAYS_SOON);
    bought.arrive(Facts.purchase("stays", now, "25"));
    assertThat(only(bought, 2).cause()).isEqualTo("purchases/stays");
  }

  @Test
  void aCaseLimitThatOtherRulesSeeMissedIsMissedByThemUnlessTheCaseItselfMoves() {
    Life life = complained().under(STRICT_CARE);
    int before = life.signals.size();
    long now = life.customer().clockMillis + DAY / 4;
    life.arrive(Facts.purchase("p", now, "25"));
    assertThat(only(life, before).kind()).isEqualTo(CASE_OVERDUE);
    assertThat(only(life, before).cause()).isEqualTo("RULES");
    // The purchase has no part in it; what waits is named.
    assertThat(only(life, before).evidence())
        .extracting(AlertEvidence::name, AlertEvidence::eventId)
        .containsExactly(
            tuple("complaint", "cases/k/OPENED/" + (now - DAY / 4)), tuple("hoursOpen", null));

    Life stepped = complained().under(STRICT_CARE);
    stepped.arrive(Facts.step("k", now, CaseUpdate.Status.RESPONDED));
    assertThat(only(stepped, before).kind()).isEqualTo(CASE_OVERDUE);
    assertThat(only(stepped, before).cause()).startsWith("cases/k");
  }

  @Test
  void anOverdueCallThatOtherRulesOnlyWatchIsEased() {
    Life life = silentUntil(OVERDUE_CALL);
    int before = life.signals.size();
    life.under(TEXTS).passTo(life.customer().dueMillis);
    assertThat(life.signals).hasSize(before);

    life.under(CALLS_LATE).passTo(life.customer().dueMillis);
    assertThat(only(life, before).kind()).isEqualTo(OVERDUE_EASED);
    assertThat(only(life, before).cause()).isEqualTo("RULES");
    assertThat(alerts(life, AlertReason.OVERDUE))
        .endsWith("OVERDUE ESCALATED TIME", "OVERDUE OPEN RULES");
    // What calls again by other rules asks again.
    life.under(RulesYaml.shipped()).passTo(life.customer().dueMillis);
    assertThat(alerts(life, AlertReason.OVERDUE)).endsWith("OVERDUE ESCALATED RULES");
  }

  @Test
  void aDropThatOtherRulesOnlyWatchIsEasedOneThatIsLessByWhatTheCustomerBoughtIsNot() {
    Life life = lived(fallen());
    Rules late = TestRules.withDefault("spendDrop: {callDrop: 0.95}");
    assertThat(causes(life, SPEND_CALL)).containsExactly("TIME");
    long now = life.customer().clockMillis;
    life.under(TEXTS).arrive(Facts.profile(now + 1, null, null, null));
    assertThat(causes(life, SPEND_EASED)).isEmpty();
    life.under(late).arrive(Facts.profile(now + 2, null, null, null));
    assertThat(causes(life, SPEND_EASED)).containsExactly("RULES");
    assertThat(alerts(life, AlertReason.SPEND_DROP)).last().isEqualTo("SPEND_DROP OPEN RULES");

    Life less = lived(fallen().bought(1, every(days(1))).paying("200").bought(2, every(days(1))));
    less.passTo(less.customer().clockMillis + 2 * DAY);
    assertThat(less.customer().signalled.spend).containsValue(SpendStage.CALLED);
    less.under(late).passTo(less.customer().clockMillis + 7 * DAY);
    assertThat(causes(less, SPEND_EASED)).isEmpty();
    assertThat(alerts(less, AlertReason.SPEND_DROP))
        .contains("SPEND_DROP ESCALATED TIME")
        .noneMatch(said -> said.endsWith("RULES"));
  }

  /** Which changes nothing of what the customer is called for. */
  @Test
  void aCallIsEasedAlsoWhereTheSwitchFallsOnALatePurchase() {
    Life silent = silentUntil(OVERDUE_CALL).under(CALLS_LATE);
    silent.arrive(Facts.purchase("late", RandomLives.BEGIN + 38 * 7 * DAY + 1, "1"));
    assertThat(causes(silent, OVERDUE_EASED)).containsExactly("RULES");

    Life life = lived(fallen()).under(TestRules.withDefault("spendDrop: {callDrop: 0.95}"));
    life.arrive(Facts.purchase("late", life.customer().clockMillis - 3 * DAY, "1"));
    assertThat(causes(life, SPEND_EASED)).containsExactly("RULES");
    assertThat(alerts(life, AlertReason.SPEND_DROP)).last().isEqualTo("SPEND_DROP OPEN RULES");
  }

  /** These rules would have said so a day earlier, too, but only by that purchase. */
  @Test
  void aLatePurchaseThatEndsADropAtTheSwitchIsNamedNotTheRules() {
    Life life = dropped().under(TEXTS);
    life.arrive(Facts.purchase("late", life.customer().clockMillis - 3 * DAY, "300"));

    assertThat(only(life, 1).kind()).isEqualTo(SPEND_RECOVERED);
    assertThat(only(life, 1).cause()).isEqualTo("purchases/late");
    assertThat(alerts(life, AlertReason.SPEND_DROP))
        .containsExactly("SPEND_DROP OPEN TIME", "SPEND_DROP RESOLVED purchases/late");
  }

  /** By the purchases of the very day that a document ended which changes only texts. */
  @Test
  void norIsADropEasedThatIsLessByTheLastDayBeforeTheSwitch() {
    Life life = lived(fallen().bought(1, every(days(1))));
    int before = life.signals.size();
    life.meet(Facts.purchase("more", life.customer().clockMillis + DAY, "400"));
    life.under(TEXTS).passTo(life.customer().dueMillis);

    assertThat(life.customer().clockMillis % DAY).isZero();
    assertThat(life.customer().signalled.spend).containsValue(SpendStage.CALLED);
    assertThat(life.signals).hasSize(before);
  }

  @Test
  void whatWasMissedByStricterLimitsIsTakenBackByLooserOnes() {
    Rules loose =
        TestRules.withDefault("score: {care: {firstAnswerHours: 500, resolutionHours: 500}}")
            .withVersion("loose");
    Life life = complained().under(STRICT_CARE);
    long opened = life.customer().clockMillis;
    life.arrive(Facts.purchase("p", opened + DAY / 4, "25"));
    life.under(loose).passTo(opened + 8 * DAY);
    assertThat(causes(life, CASE_IN_TIME)).containsExactly("RULES");
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .containsExactly("UNRESOLVED_COMPLAINT OPEN RULES", "UNRESOLVED_COMPLAINT RETRACTED RULES");
    // The looser limit is missed, too.
    life.passTo(opened + 500 * DAY / 24 + 1);
    assertThat(causes(life, CASE_OVERDUE)).containsExactly("RULES", "TIME");

    Life carried = complained().under(STRICT_CARE);
    carried.arrive(Facts.purchase("p", opened + DAY / 4, "25"));
    carried.under(loose).arrive(Facts.purchase("q", opened + DAY / 3, "25"));
    assertThat(causes(carried, CASE_IN_TIME)).containsExactly("RULES");
  }

  @Test
  void whileAnotherComplaintIsOverdueNothingIsTakenBack() {
    Life life = complained().under(STRICT_CARE);
    long opened = life.customer().clockMillis;
    life.passTo(opened + DAY);
    life.arrive(Facts.step("k2", opened + DAY, CaseUpdate.Status.OPENED));
    life.passTo(opened + 2 * DAY);
    // The first one is older than 30 hours by now.
    life.under(TestRules.withDefault("score: {care: {firstAnswerHours: 30}}").withVersion("looser"))
        .arrive(Facts.purchase("p", opened + 2 * DAY + 1, "25"));
    assertThat(causes(life, CASE_IN_TIME)).isEmpty();
    assertThat(life.customer().signalled.complaints).containsEntry("k", true);
    assertThat(life.customer().signalled.complaints).containsEntry("k2", false);
  }

  @Test
  void anAnswerInTimeThatComesToBeKnownLateTakesTheMissedLimitBack() {
    Life life = complained();
    long opened = life.customer().clockMillis;
    life.passTo(opened + 30 * DAY / 24);
    assertThat(life.signals).last().extracting(Signal::kind).isEqualTo(CASE_OVERDUE);
    life.arrive(Facts.step("k", opened + DAY / 2, CaseUpdate.Status.RESPONDED));

    assertThat(life.signals).last().extracting(Signal::kind).isEqualTo(CASE_IN_TIME);
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .containsExactly(
            "UNRESOLVED_COMPLAINT OPEN TIME", "UNRESOLVED_COMPLAINT RETRACTED LATE_DATA");

    // Nobody resolved it either.
    life.passTo(opened + 72 * HOUR + 1);
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .hasSize(3)
        .endsWith("UNRESOLVED_COMPLAINT OPEN TIME");
  }

  /** Told when it happens, and so by no later document. */
  @Test
  void aPromiseMadeTooLateGivesMoreTimeByItself() {
    Life life = complained();
    long opened = life.customer().clockMillis;
    life.passTo(opened + 30 * HOUR);
    var promise = CaseUpdate.Status.RESPONDED;
    life.arrive(Facts.step("k", opened + 31 * HOUR, promise, null, opened + 10 * DAY));
    String step = "cases/k/RESPONDED/" + (opened + 31 * HOUR);
    assertThat(causes(life, CASE_IN_TIME)).containsExactly(step);

    life.under(TEXTS).arrive(Facts.purchase("p", opened + 2 * DAY, "25"));
    life.arrive(Facts.step("k2", opened + DAY, CaseUpdate.Status.OPENED, false, null));
    assertThat(causes(life, CASE_IN_TIME)).hasSize(1);
    life.passTo(opened + 10 * DAY + 1);
    assertThat(causes(life, CASE_OVERDUE)).containsExactly("TIME", "TIME");
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .containsExactly(
            "UNRESOLVED_COMPLAINT OPEN TIME",
            "UNRESOLVED_COMPLAINT RESOLVED " + step,
            "UNRESOLVED_COMPLAINT OPEN TIME");
  }

  /** Resolved before the harsh words, which it does not make good, and learnt after them. */
  @Test
  void whoIsHeardNoMoreIsNotCalledForTheirComplaintThoughHarshWordsStand() {
    Story story = customer("c").bought(5, every(days(3))).complained("k");
    long opened = story.millis();
    Life life = lived(story.quiet(days(2)).saidToMany("lừa đảo, bóc phốt cho mọi người biết"));
    assertThat(causes(life, CASE_OVERDUE)).containsExactly("TIME");
    life.arrive(Facts.step("k", opened + 35 * HOUR, CaseUpdate.Status.RESOLVED));

    String step = "cases/k/RESOLVED/" + (opened + 35 * HOUR);
    assertThat(causes(life, SignalKind.RESOLVED)).isEmpty();
    assertThat(causes(life, CASE_IN_TIME)).containsExactly(step);
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .containsExactly("UNRESOLVED_COMPLAINT OPEN TIME", "UNRESOLVED_COMPLAINT RESOLVED " + step);
    // What asks for work now.
    assertThat(alerts(life, AlertReason.PUBLIC_SHAMING))
        .hasSize(2)
        .last()
        .isEqualTo("PUBLIC_SHAMING OPEN " + step);
  }

  @Test
  void soDoesAnotherSegment() {
    Rules rules =
        RulesYaml.parse(
            """
            version: segments
            segments:
              default: {}
              patient: {score: {care: {firstAnswerHours: 500, resolutionHours: 500}}}
            """);
    Story story = customer("c").bought(5, every(days(3))).complained("k");
    Life life = new Life("c", rules, 0, Customer.NEVER);
    story.events().forEach(life::meet);
    long opened = life.customer().clockMillis;
    life.passTo(opened + 30 * HOUR);
    long moved = opened + 31 * HOUR;
    life.arrive(Facts.profile(moved, "patient", null, null));
    assertThat(causes(life, CASE_IN_TIME)).containsExactly("profiles/c/" + moved);

    life.arrive(Facts.step("k2", opened + DAY, CaseUpdate.Status.OPENED));
    life.under(rules.withVersion("texts")).arrive(Facts.purchase("p", opened + 2 * DAY, "25"));
    assertThat(causes(life, CASE_IN_TIME)).hasSize(1);
  }

  /** What was missed by the first is no more so, the second waits without any answer. */
  @Test
  void whatIsLateIsResolvedAndTheRestIsInTimeByOtherRules() {
    Life life = complained();
    long opened = life.customer().clockMillis;
    life.meet(Facts.step("k2", opened + HOUR, CaseUpdate.Status.OPENED));
    life.meet(Facts.step("k", opened + 30 * HOUR, CaseUpdate.Status.RESPONDED));
    life.under(LOOSER).arrive(Facts.purchase("p", opened + 45 * HOUR, "25"));
    assertThat(life.customer().signalled.complaints)
        .containsEntry("k", false)
        .containsEntry("k2", true);
    assertThat(causes(life, CASE_IN_TIME)).isEmpty();

    life.arrive(Facts.step("k2", opened + 46 * HOUR, CaseUpdate.Status.RESOLVED));
    String step = "cases/k2/RESOLVED/" + (opened + 46 * HOUR);
    assertThat(causes(life, CASE_IN_TIME)).containsExactly(step);
    assertThat(alerts(life, AlertReason.UNRESOLVED_COMPLAINT))
        .containsExactly("UNRESOLVED_COMPLAINT OPEN TIME", "UNRESOLVED_COMPLAINT RESOLVED " + step);
  }

  @Test
  void whereALooserLimitFallsOnAnEventTheRulesAreNamedUnlessTheEventMayHaveDoneIt() {
    assertThat(inTimeBy(at -> Facts.step("k2", at, CaseUpdate.Status.OPENED)))
        .containsExactly("RULES");
    assertThat(inTimeBy(at -> Facts.step("k2", at - DAY / 2, CaseUpdate.Status.OPENED)))
        .containsExactly("RULES");
    assertThat(inTimeBy(at -> Facts.step("k", at, CaseUpdate.Status.RESPONDED)))
        .singleElement()
        .asString()
        .startsWith("cases/k/");
    assertThat(inTimeBy(at -> Facts.profile(at, null, null, null)))
        .singleElement()
        .asString()
        .startsWith("profiles/");
  }

  /** The one that was late would be in time by the looser rules, too, but is not asked about. */
  @Test
  void whereTheLateOneIsResolvedAtTheSwitchItsStepIsNamed() {
    Life life = complained();
    long opened = life.customer().clockMillis;
    life.meet(Facts.step("k2", opened + 20 * HOUR, CaseUpdate.Status.OPENED));
    life.passTo(opened + 30 * HOUR);
    life.under(LOOSER).arrive(Facts.step("k", opened + 31 * HOUR, CaseUpdate.Status.RESOLVED));
    assertThat(causes(life, CASE_IN_TIME))
        .containsExactly("cases/k/RESOLVED/" + (opened + 31 * HOUR));
  }

  /** One complaint is late by six hours when an event carries looser rules. */
  private static List<String> inTimeBy(LongFunction<CustomerEvent> event) {
    Life life = complained();
    long opened = life.customer().clockMillis;
    life.passTo(opened + 30 * HOUR);
    assertThat(causes(life, CASE_OVERDUE)).hasSize(1);
    life.under(LOOSER).arrive(event.apply(opened + 31 * HOUR));
    return causes(life, CASE_IN_TIME);
  }

  /** A document that changes only texts, in force from the very instant on. */
  @Test
  void whatTimeBringsAtTheInstantOfTheSwitchIsTimes() {
    long opened = watched().customer().clockMillis;
    Life silent = weekly();
    silent.passTo(opened - 1);
    silent.under(TEXTS).passTo(opened);
    assertThat(causes(silent, OVERDUE_WATCH)).containsExactly("TIME");

    Life carried = weekly();
    carried.passTo(opened - 1);
    carried.under(TEXTS).arrive(Facts.profile(opened, null, null, null));
    assertThat(causes(carried, OVERDUE_WATCH)).containsExactly("TIME");

    Life waiting = complained();
    int before = waiting.signals.size();
    waiting.under(TEXTS).passTo(waiting.customer().clockMillis + DAY + 1);
    assertThat(only(waiting, before).kind()).isEqualTo(CASE_OVERDUE);
    assertThat(only(waiting, before).cause()).isEqualTo("TIME");

    Life bought = complained();
    bought.under(TEXTS).arrive(Facts.purchase("p", bought.customer().clockMillis + DAY + 1, "25"));
    assertThat(only(bought, before).kind()).isEqualTo(CASE_OVERDUE);
    assertThat(only(bought, before).cause()).isEqualTo("TIME");
  }

  /** A weekly guest on the day on which the silence is first watched. */
  private static Life watched() {
    return silentUntil(OVERDUE_WATCH);
  }

  private static Life silentUntil(SignalKind kind) {
    Life life = weekly();
    while (life.signals.stream().noneMatch(signal -> signal.kind() == kind)) {
      life.passTo(life.customer().dueMillis);
    }
    return life;
  }

  private static Life weekly() {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    for (int week = 0; week < 40; week++) {
      life.meet(Facts.purchase("p" + week, RandomLives.BEGIN + week * 7 * DAY, "10"));
    }
    return life;
  }

  /** By 80 %. */
  private static Story fallen() {
    return customer("c").bought(28, every(days(1))).paying("5").bought(28, every(days(1)));
  }

  /** By 40 %. */
  private static Life dropped() {
    return lived(dropping());
  }

  private static Story dropping() {
    return customer("c").bought(28, every(days(1))).paying("15").bought(28, every(days(1)));
  }

  /** And spent as much as before with one receipt of the last day, which no midnight has ended. */
  private static Life boughtBack() {
    Life life = dropped();
    life.meet(Facts.purchase("back", life.customer().clockMillis + DAY, "300"));
    assertThat(life.signals).extracting(Signal::kind).containsExactly(SPEND_WATCH);
    return life;
  }

  /** And bought once since. */
  private static Life leaving() {
    Life life =
        lived(customer("c").bought(5, every(days(3))).showed(Kind.LEAVING).quiet(days(1)).bought());
    assertThat(life.signals).extracting(Signal::kind).containsExactly(POOR_SERVICE, LEAVING);
    return life;
  }

  private static Life complained() {
    return lived(customer("c").bought(5, every(days(3))).complained("k"));
  }

  private static Life lived(Story story) {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    story.events().forEach(life::meet);
    return life;
  }

  /** Of all signals of a kind. */
  private static List<String> causes(Life life, SignalKind kind) {
    return life.signals.stream()
        .filter(signal -> signal.kind() == kind)
        .map(Signal::cause)
        .toList();
  }

  private static Signal only(Life life, int index) {
    assertThat(life.signals.subList(index, life.signals.size()))
        .extracting(Signal::kind)
        .hasSize(1);
    return life.signals.get(index);
  }

  /** Reason, status and cause of every revision of alerts of a reason. */
  private static List<String> alerts(Life life, AlertReason reason) {
    var said = new ArrayList<String>();
    var timeline = new AlertTimeline(RulesYaml.shipped(), CustomerAlerts.BEFORE_ALL);
    var state = new CustomerAlerts();
    AlertPublisher out =
        new AlertPublisher() {
          @Override
          public void alert(Alert alert) {
            if (alert.key().reason() == reason) {
              said.add(reason + " " + alert.status() + " " + alert.standing().cause());
            }
          }

          @Override
          public void answer(ActionAnswer answer) {}

          @Override
          public void outcome(OutcomeShare share) {}

          @Override
          public void putAway(String alertId, long atMillis) {}

          @Override
          public void withdraw(String alertId, long atMillis) {}
        };
    for (Signal signal : life.signals) {
      timeline.signal(state, signal, out);
    }
    return said;
  }
}
