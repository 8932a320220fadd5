package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.alert.SignalKind.CASE_OVERDUE;
import static dev.customerhealth.domain.alert.SignalKind.COMPETITOR;
import static dev.customerhealth.domain.alert.SignalKind.COMPLAINT;
import static dev.customerhealth.domain.alert.SignalKind.GOOD_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.LEAVING;
import static dev.customerhealth.domain.alert.SignalKind.LEVEL_FELL;
import static dev.customerhealth.domain.alert.SignalKind.LOST;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_CALL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.POOR_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.PRAISE;
import static dev.customerhealth.domain.alert.SignalKind.RESOLVED;
import static dev.customerhealth.domain.alert.SignalKind.RETURNED;
import static dev.customerhealth.domain.alert.SignalKind.SHAMING;
import static dev.customerhealth.domain.alert.SignalKind.SILENT;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_CALL;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_RECOVERED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.STAYING;
import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {

  private static final long DAY = RandomLives.DAY;

  /** 28 daily purchases of 25 are 700; the next 28 days bring what the last one makes up. */
  @ParameterizedTest(name = "{0} and once {1}: {2}")
  @CsvSource({
    "20, 20.07, ''",
    "20, 20, SPEND_WATCH",
    "12.5, 12.57, SPEND_WATCH",
    "12.5, 12.5, SPEND_WATCH SPEND_CALL",
  })
  void aDropIsWatchedFromAFifthAndCalledFromAHalf(String each, String once, String kinds) {
    Story story = customer("c").bought(28, every(days(1)));
    story.paying(each).bought(27, every(days(1))).paying(once).bought();
    Life life = Life.of(story, story.date().plusDays(1).toString());
    List<String> spend = kindsOf(life).stream().map(SignalKind::name).filter(SPEND).toList();
    assertThat(String.join(" ", spend)).isEqualTo(kinds);
  }

  private static final java.util.function.Predicate<String> SPEND = k -> k.startsWith("SPEND");

  @Test
  void aDropIsToldAsItsDayEndsWithTheNumbersBehindIt() {
    Story story = customer("c").bought(28, every(days(1)));
    story.paying("20").bought(28, every(days(1)));
    Life life = Life.of(story, story.date().toString());
    Signal signal = life.signals.get(0);
    assertThat(signal.kind()).isEqualTo(SPEND_WATCH);
    assertThat(signal.timeMillis()).isEqualTo(midnight(story.date()));
    assertThat(signal.occurredMillis()).isEqualTo(signal.timeMillis());
    assertThat(signal.cause()).isEqualTo("TIME");
    assertThat(signal.serviceLine()).isNull();
    assertThat(number(signal, "spendDrop")).isEqualTo(.2);
    assertThat(number(signal, "spendBase")).isEqualTo(700);
    assertThat(number(signal, "spendCurrent")).isEqualTo(560);
    assertThat(number(signal, "windowDays")).isEqualTo(28);
    assertThat(signal.facts().currency()).isEqualTo("GBP");
    assertThat(signal.facts().valueAtRiskTen4()).isPositive();
    assertThat(signal.facts().valueAtRiskReportingTen4())
        .isEqualTo(signal.facts().valueAtRiskTen4());
  }

  @Test
  void fromFourPurchasesToTwoIsWatchedAndNeverCalled() {
    Story story = customer("c").bought(4, every(weeks(1))).bought(6, every(weeks(2)));
    assertThat(kindsOf(Life.of(story, story.date().toString())))
        .contains(SPEND_WATCH)
        .doesNotContain(SPEND_CALL);
  }

  @Test
  void aBaseOfThreePurchasesTellsNothing() {
    Story story = customer("c").bought(3, every(days(9))).quiet(days(60));
    assertThat(kindsOf(Life.of(story, story.date().toString())))
        .doesNotContain(SPEND_WATCH, SPEND_CALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "retail", "wholesale", "courier"})
  void theGuestOfEverySaturdayNeverAlarms(String segment) {
    Story story = customer("c").from("2022-01-01");
    if (!segment.isEmpty()) {
      story.of(segment);
    }
    for (int week = 0; week < 104; week++) {
      story.bought().bought().quiet(weeks(1));
    }
    assertThat(Life.of(story, story.date().minusDays(1).toString()).signals).isEmpty();
  }

  @Test
  void eachServiceLineHasItsOwnDrop() {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    long day = RandomLives.BEGIN;
    for (int i = 0; i < 56; i++, day += DAY) {
      String wine = i < 28 ? "10" : "5";
      life.meet(Facts.purchase("f" + i, day, "40", "GBP", 1, "food", null));
      life.meet(Facts.purchase("w" + i, day, wine, "GBP", 1, "wine", null));
    }
    life.passTo(day);
    assertThat(life.signals)
        .extracting(Signal::kind, Signal::serviceLine)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(SPEND_WATCH, "wine"),
            org.assertj.core.groups.Tuple.tuple(SPEND_CALL, "wine"));
  }

  @Test
  void swingingAroundTheThresholdIsOneStory() {
    Story story = customer("c").bought(28, every(days(1)));
    for (int i = 0; i < 60; i++) {
      story.paying(i % 3 == 0 ? "40" : "9").bought(1, every(days(1)));
    }
    Life life = Life.of(story.paying("20").bought(30, every(days(1))), story.date().toString());
    assertThat(kindsOf(life)).containsExactly(SPEND_WATCH, SPEND_RECOVERED);
    long crossings = 0;
    boolean above = false;
    for (var record : life.records) {
      Double drop = record.spendDrop().drop();
      boolean now = drop != null && drop >= .2;
      crossings += now == above ? 0 : 1;
      above = now;
    }
    assertThat(crossings).isGreaterThan(4);
  }

  @Test
  void receiptsThatComeLateTakeADropAway() {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    long begin = RandomLives.BEGIN;
    for (int i = 0; life.signals.isEmpty(); i++) {
      if (i < 34 || i % 2 == 0) {
        life.meet(Facts.purchase("p" + i, begin + i * DAY, "10"));
      }
    }
    assertThat(kindsOf(life)).containsExactly(SPEND_WATCH);
    long opened = life.signals.get(0).timeMillis();
    for (long day = begin + 35 * DAY; day < opened; day += 2 * DAY) {
      life.arrive(Facts.purchase("late" + day, day, "10"));
    }
    Signal ended = life.signals.get(1);
    assertThat(ended.kind()).isEqualTo(SPEND_RECOVERED);
    assertThat(ended.cause()).startsWith("purchases/late");
    assertThat(ended.occurredMillis()).isLessThan(opened).isLessThan(ended.timeMillis());
    assertThat(life.signals).hasSize(2);
  }

  @Test
  void aRegularWhoStopsComingIsOverdueOnTheExactDayAndReturns() {
    Story story = customer("c").bought(40, every(weeks(1)));
    Life life = Life.of(story, story.date().plusDays(200).toString());
    LocalDate stopped = story.date().minusWeeks(1);
    LocalDate due = life.on(stopped).cadence().atRiskFrom();
    Signal watch = first(life, OVERDUE_WATCH);
    assertThat(watch.timeMillis()).isEqualTo(midnight(due));
    assertThat(number(watch, "daysSilent")).isEqualTo(due.toEpochDay() - stopped.toEpochDay());
    assertThat(number(watch, "silenceRisk")).isBetween(.5, .7);
    assertThat(number(first(life, OVERDUE_CALL), "silenceRisk")).isGreaterThanOrEqualTo(.7);
    assertThat(first(life, LOST).timeMillis())
        .isEqualTo(midnight(life.daysWith(dev.customerhealth.domain.score.LifeStatus.LOST).get(0)));
    life.arrive(Facts.purchase("back", midnight(stopped.plusDays(260)), "10"));
    Signal returned = life.signals.get(life.signals.size() - 1);
    assertThat(returned.kind()).isEqualTo(RETURNED);
    assertThat(returned.cause()).isEqualTo("purchases/back");
    assertThat(number(returned, "daysAway")).isEqualTo(260);
    assertThat(kindsOf(life)).doesNotHaveDuplicates();
  }

  @Test
  void whoBoughtOnceIsNeverOverdueAndLostOnlyForThoseWhoHeardOfThem() {
    // There is no alert that it could end.
    Story silent = customer("c").bought().quiet(weeks(60)).bought();
    assertThat(Life.of(silent, silent.date().toString()).signals).isEmpty();

    Story heard = customer("c").bought().showed(Observation.Kind.COMPETITOR_PRICE);
    Life life = Life.of(heard.quiet(weeks(60)).bought(), heard.date().toString());
    assertThat(kindsOf(life)).containsExactly(COMPETITOR, LOST, RETURNED);
    assertThat(first(life, LOST).timeMillis())
        .isEqualTo(midnight(LocalDate.parse("2022-01-01").plusDays(365)));
  }

  @Test
  void whoSpeaksUpAfterBeingLostUnheardIsToldOfFromThenOn() {
    Story story = customer("c").bought().quiet(weeks(60)).showed(Observation.Kind.LEAVING);
    story.quiet(days(1)).bought().quiet(weeks(60));
    assertThat(kindsOf(Life.of(story, story.date().toString())))
        .startsWith(POOR_SERVICE, LEAVING, RETURNED);
  }

  @Test
  void aPurchaseThatComesLateTakesASilenceAway() {
    Life life = new Life("c", RulesYaml.shipped(), 0, Customer.NEVER);
    for (int week = 0; week < 40; week++) {
      life.meet(Facts.purchase("p" + week, RandomLives.BEGIN + week * 7 * DAY, "10"));
    }
    long last = RandomLives.BEGIN + 39 * 7 * DAY;
    while (life.signals.stream().noneMatch(s -> s.kind() == OVERDUE_WATCH)) {
      life.passTo(life.customer().clockMillis + DAY);
      life.passTo(life.customer().dueMillis);
    }
    long opened = first(life, OVERDUE_WATCH).timeMillis();
    life.arrive(Facts.purchase("late", last + 7 * DAY, "10"));
    Signal returned = first(life, RETURNED);
    assertThat(returned.timeMillis()).isEqualTo(opened);
    assertThat(returned.occurredMillis()).isEqualTo(last + 7 * DAY);
  }

  @Test
  void fallingExperienceIsToldOnceAndUntilAGoodOne() {
    Story story = customer("c").bought(1, every(days(1)));
    for (int stars : new int[] {5, 3, 1, 1, 5, 5}) {
      story.rated(stars).quiet(days(1));
    }
    assertThat(kindsOf(Life.of(story, story.date().toString())))
        .containsExactly(POOR_SERVICE, LEVEL_FELL, POOR_SERVICE, GOOD_SERVICE);
  }

  @Test
  void wordsOfPraiseAreTold() {
    Story story = customer("c").said("amazing, could not be better");
    assertThat(kindsOf(Life.of(story, "2022-01-02"))).containsExactly(PRAISE);
  }

  @Test
  void aComplaintThatNobodyAnswersIsOverdueAtItsLimitAndThenResolved() {
    Story story = customer("c").bought(1, every(days(1))).complained("k1");
    long opened = story.millis();
    story.quiet(days(5)).wasSatisfied("k1").quiet(days(1)).complainedAgain("k1");
    Life life = Life.of(story, story.date().toString());
    assertThat(kindsOf(life)).containsExactly(COMPLAINT, CASE_OVERDUE, RESOLVED, COMPLAINT);
    assertThat(life.signals.get(1).timeMillis()).isEqualTo(opened + DAY + 1);
    assertThat(life.signals.get(1).cause()).isEqualTo("TIME");
  }

  @Test
  void harshWordsToManyLastUntilACaseIsResolved() {
    Story story = customer("c").saidToMany("lừa đảo, bóc phốt cho mọi người biết").quiet(days(1));
    story.saidToMany("lừa đảo, bóc phốt cho mọi người biết").quiet(days(1));
    story.complained("k").quiet(days(1)).wasSatisfied("k");
    assertThat(kindsOf(Life.of(story, story.date().toString())))
        .containsSubsequence(SHAMING, COMPLAINT, RESOLVED)
        .containsOnlyOnce(SHAMING);
  }

  @Test
  void poorServiceMakesASilenceSpeakFromTheOwnGapOn() {
    Story story = customer("c").bought(40, every(weeks(1))).quiet(days(-6)).rated(1);
    Life life = Life.of(story, story.date().plusDays(20).toString());
    Signal silent = first(life, SILENT);
    int gap = (int) Math.ceil(number(silent, "gapDays"));
    assertThat(silent.timeMillis()).isEqualTo(midnight(story.date().minusDays(1).plusDays(gap)));
    Life quiet = Life.of(customer("c").bought(40, every(weeks(1))), story.date().toString());
    assertThat(kindsOf(quiet)).doesNotContain(SILENT);
  }

  @Test
  void aCompetitorAndLeavingAreToldAndEndWithPurchasesOrANote() {
    Story story = customer("c").bought(1, every(days(1)));
    story.showed(Observation.Kind.COMPETITOR_PRICE).quiet(days(1));
    story.showed(Observation.Kind.LEAVING).quiet(days(1));
    story.showed(Observation.Kind.LEAVING).quiet(days(1)).bought(2, every(days(1)));
    story.showed(Observation.Kind.LEAVING).quiet(days(1)).showed(Observation.Kind.STAYING);
    List<SignalKind> intents =
        kindsOf(Life.of(story, story.date().toString())).stream()
            .filter(kind -> kind == COMPETITOR || kind == LEAVING || kind == STAYING)
            .toList();
    assertThat(intents).containsExactly(COMPETITOR, LEAVING, STAYING, LEAVING, STAYING);
  }

  @Test
  void nothingIsToldOfWhoRefusesAnalytics() {
    Story story = customer("c").refusesAnalytics().bought(40, every(weeks(1))).rated(1);
    story.complained("k").showed(Observation.Kind.LEAVING);
    assertThat(Life.of(story, story.date().plusDays(300).toString()).signals).isEmpty();
  }

  private static List<SignalKind> kindsOf(Life life) {
    return life.signals.stream().map(Signal::kind).toList();
  }

  private static Signal first(Life life, SignalKind kind) {
    return life.signals.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
  }

  private static double number(Signal signal, String name) {
    return signal.evidence().stream()
        .filter(evidence -> evidence.name().equals(name))
        .map(AlertEvidence::value)
        .map(Objects::requireNonNull)
        .findFirst()
        .orElseThrow();
  }

  private static long midnight(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
