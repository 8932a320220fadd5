package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.ComponentScore;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.ScoreMove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTimelineTest {

  private static final long DAY = RandomLives.DAY;
  private static final Rules RULES = TestRules.withDollars();
  private static final Rules IN_BERLIN =
      TestRules.with("calendar: {zone: Europe/Berlin}", "currency: {rates: {USD: 0.8}}");

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 7", "3, 1", "4, 0", "5, 30"})
  void howOftenTimeIsPassedLeavesNoTrace(long seed, int refreshDays) {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      List<CustomerEvent> events = RandomLives.next(random);
      Rules rules = round % 2 == 0 ? RULES : IN_BERLIN;
      long end = events.get(events.size() - 1).timeMillis() + random.nextInt(1500) * DAY + 1;
      Life perEvent = new Life("c", rules, refreshDays, end);
      events.forEach(perEvent::meet);
      perEvent.passTo(end);
      Life perDay = livedInSteps(events, rules, refreshDays, end, DAY);
      Life perHours = livedInSteps(events, rules, refreshDays, end, DAY * 3 / 7);
      String as = "seed " + seed + " round " + round;
      assertThat(perDay.texts()).as(as).isEqualTo(perEvent.texts());
      assertThat(perHours.texts()).as(as).isEqualTo(perEvent.texts());
    }
  }

  private static Life livedInSteps(
      List<CustomerEvent> events, Rules rules, int refreshDays, long end, long stepMillis) {
    Life life = new Life("c", rules, refreshDays, end);
    long now = RandomLives.BEGIN;
    for (CustomerEvent event : events) {
      for (; now < event.timeMillis(); now += stepMillis) {
        life.passTo(now);
      }
      life.meet(event);
    }
    for (; now < end; now += stepMillis) {
      life.passTo(now);
    }
    life.passTo(end);
    return life;
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyRecordFollowsFromTheOneBeforeAndItsPartsAndMovesSumExactly(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<CustomerEvent> events = RandomLives.next(random);
      Life life = new Life("c", RULES, 7, Customer.NEVER);
      events.forEach(life::meet);
      HealthScore before = null;
      for (HealthScore record : life.records) {
        assertFollows(before, record, "seed " + seed + " round " + round);
        before = record;
      }
    }
  }

  private static void assertFollows(HealthScore before, HealthScore record, String as) {
    int parts = record.score().components().stream().mapToInt(ComponentScore::tenths).sum();
    assertThat(parts).as(as).isEqualTo(orZero(record));
    // A customer who was forgotten in between starts anew.
    if (before == null || record.revision() == 1) {
      assertThat(record.revision()).as(as).isEqualTo(1);
      assertThat(record.change()).as(as).isEmpty();
      return;
    }
    assertThat(record.revision()).as(as).isEqualTo(before.revision() + 1);
    assertThat(record.asOfMillis()).as(as).isGreaterThanOrEqualTo(before.asOfMillis());
    if (before.score().tenths() != null) {
      int moved = record.change().stream().mapToInt(ScoreMove::tenths).sum();
      assertThat(moved).as(as).isEqualTo(orZero(record) - orZero(before));
    }
    boolean sameBand = before.band() == record.band();
    assertThat(record.bandSinceMillis())
        .as(as)
        .isEqualTo(sameBand ? before.bandSinceMillis() : record.asOfMillis());
    assertThat(record.previousBand())
        .as(as)
        .isEqualTo(sameBand ? before.previousBand() : before.band());
    boolean sameStatus = before.status() == record.status();
    assertThat(record.statusSinceMillis())
        .as(as)
        .isEqualTo(sameStatus ? before.statusSinceMillis() : record.asOfMillis());
  }

  private static int orZero(HealthScore record) {
    return record.score().tenths() == null ? 0 : record.score().tenths();
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void duplicatesChangeNothingAndSayNothing(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 40; round++) {
      List<CustomerEvent> events = RandomLives.next(random);
      Life once = new Life("c", RULES, 7, Customer.NEVER);
      Life twice = new Life("c", RULES, 7, Customer.NEVER);
      for (int i = 0; i < events.size(); i++) {
        once.meet(events.get(i));
        twice.meet(events.get(i));
        CustomerEvent again = events.get(random.nextInt(i + 1));
        long age = events.get(i).timeMillis() / DAY - again.timeMillis() / DAY;
        assertThat(twice.arrive(again))
            .as("seed %s round %s event %s age %s", seed, round, again, age)
            .isEqualTo(age < 400 ? Outcome.DUPLICATE : Outcome.LATE);
      }
      assertThat(twice.texts()).as("seed %s round %s", seed, round).isEqualTo(once.texts());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 89, 200, 399, 400, 401, 700, 1094})
  void aDuplicateIsNeverUsedHoweverLongTheCustomerHasBeenSilent(int silentDays) {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    CustomerEvent first = Facts.purchase("p1", RandomLives.BEGIN, "10");
    CustomerEvent second = Facts.purchase("p2", RandomLives.BEGIN + 20 * DAY, "10");
    life.meet(first);
    life.meet(second);
    life.passTo(second.timeMillis() + silentDays * DAY);
    int said = life.records.size();
    assertThat(life.arrive(second)).isIn(Outcome.DUPLICATE, Outcome.LATE);
    assertThat(life.arrive(first)).isIn(Outcome.DUPLICATE, Outcome.LATE);
    assertThat(life.records).hasSize(said);
  }

  @Test
  void aCustomerWhoNeverFallsSilentKeepsFourHundredDaysToo() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    for (int i = 0; i < 1000; i++) {
      life.meet(Facts.purchase("p" + i, RandomLives.BEGIN + i * DAY, "10"));
    }
    assertThat(life.customer().ledger.days().size()).isLessThanOrEqualTo(400);
    assertThat(life.customer().rhythm.days()).isEqualTo(1000);
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32, 33, 34, 35})
  void whoeverIsNotLostHasTheSameScoreWhateverCameLate(long seed) {
    Random random = new Random(seed);
    int compared = 0;
    for (int round = 0; round < 60; round++) {
      List<CustomerEvent> events = RandomLives.nextWithoutProfiles(random);
      long end = events.get(events.size() - 1).timeMillis() + random.nextInt(80) * DAY + 1;
      Life inOrder = new Life("c", RULES, 7, end);
      events.forEach(inOrder::meet);
      inOrder.passTo(end);
      Life mixed = new Life("c", RULES, 7, end);
      delayed(events, random, end).forEach(event -> meetOrArrive(mixed, event));
      mixed.passTo(end);
      boolean wasLost = inOrder.records.stream().anyMatch(r -> r.revision() > 1 && isLost(r));
      if (wasLost || mixed.records.stream().anyMatch(CustomerTimelineTest::isLost)) {
        continue;
      }
      compared++;
      String as = "seed " + seed + " round " + round + " events " + events;
      assertThat(mixed.outcomes).as(as).containsOnly(Outcome.USED);
      assertThat(essence(mixed.lastRecord())).as(as).isEqualTo(essence(inOrder.lastRecord()));
    }
    assertThat(compared).isGreaterThan(15);
  }

  private static boolean isLost(HealthScore record) {
    return record.status() == dev.customerhealth.domain.score.LifeStatus.LOST;
  }

  /** Behind the customer's own time it is late, ahead of it time passes first. */
  private static long newest(Life life) {
    return life.customer().clockMillis;
  }

  private static void meetOrArrive(Life life, CustomerEvent event) {
    if (event.timeMillis() > newest(life)) {
      life.meet(event);
    } else {
      life.arrive(event);
    }
  }

  /** Half of the events become known up to 100 days late, and all before the end. */
  private static List<CustomerEvent> delayed(List<CustomerEvent> events, Random random, long end) {
    Map<CustomerEvent, Long> arrival = new HashMap<>();
    for (CustomerEvent event : events) {
      long delay = random.nextBoolean() ? 0 : random.nextInt(100) * DAY;
      arrival.put(event, Math.min(end, event.timeMillis() + delay));
    }
    List<CustomerEvent> arriving = new ArrayList<>(events);
    arriving.sort(
        Comparator.comparing((CustomerEvent e) -> arrival.get(e))
            .thenComparing(Life.IN_TIME_ORDER));
    return arriving;
  }

  /** What must not depend on arrival, however late. */
  private static String essence(HealthScore r) {
    return r.score()
        + " "
        + Life.windows(r)
        + r.cadence()
        + r.spendDrop()
        + r.valueAtRisk()
        + r.validUntil()
        + r.serviceLevel()
        + r.openCases()
        + r.purchaseDays()
        + r.firstPurchaseMillis()
        + r.lastPurchaseMillis()
        + r.lastVisitMillis()
        + r.unknownValue()
        + r.unknownCurrency()
        + r.currency()
        + r.asOfMillis();
  }

  @Test
  void aLatePurchaseTakesTheReturnThatNamedIt() {
    CustomerEvent bought = Facts.purchase("p1", RandomLives.BEGIN, "100");
    CustomerEvent takenBack =
        Facts.purchase("r1", RandomLives.BEGIN + 40 * DAY, "-100", "GBP", null, null, "p1");
    long end = RandomLives.BEGIN + 60 * DAY;
    Life inOrder = new Life("c", RULES, 0, end);
    inOrder.meet(bought);
    inOrder.meet(takenBack);
    inOrder.passTo(end);
    Life late = new Life("c", RULES, 0, end);
    late.meet(takenBack);
    late.arrive(bought);
    late.passTo(end);
    assertThat(Life.windows(late.lastRecord())).isEqualTo(Life.windows(inOrder.lastRecord()));
  }

  @Test
  void aCorrectionCarriesTheCustomersClockAndTheLateEventAsItsCause() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.purchase("p1", RandomLives.BEGIN, "10"));
    life.meet(Facts.purchase("p2", RandomLives.BEGIN + 20 * DAY, "10"));
    assertThat(life.arrive(Facts.purchase("p3", RandomLives.BEGIN + 9 * DAY, "10")))
        .isEqualTo(Outcome.USED);
    HealthScore correction = life.lastRecord();
    assertThat(correction.asOfMillis()).isEqualTo(RandomLives.BEGIN + 20 * DAY);
    assertThat(correction.cause().id()).isEqualTo("purchases/p3");
    assertThat(correction.purchaseDays()).isEqualTo(3);
    assertThat(life.customer().rhythm.sumLogGapWeeks())
        .isCloseTo(
            Math.log(9 / 7.0) + Math.log(11 / 7.0), org.assertj.core.data.Offset.offset(1e-11));
  }

  @Test
  void anEventFourHundredDaysBehindTheCustomersClockIsLate() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.purchase("p1", RandomLives.BEGIN + 500 * DAY, "10"));
    assertThat(life.arrive(Facts.purchase("p2", RandomLives.BEGIN + 100 * DAY + DAY - 1, "10")))
        .isEqualTo(Outcome.LATE);
    assertThat(life.records).hasSize(1);
    assertThat(life.arrive(Facts.purchase("p3", RandomLives.BEGIN + 101 * DAY, "10")))
        .isEqualTo(Outcome.USED);
  }

  @Test
  void moreEventsOnADayThanAPersonMakesAreRefusedAndSaid() {
    Rules rules = TestRules.with("hotKeys: {maxEventsPerDay: 3}");
    Life life = new Life("c", rules, 0, Customer.NEVER);
    for (int i = 0; i < 5; i++) {
      life.meet(Facts.purchase("p" + i, RandomLives.BEGIN + i, "10"));
    }
    assertThat(life.arrive(Facts.purchase("p1", RandomLives.BEGIN + 1, "10")))
        .isEqualTo(Outcome.DUPLICATE);
    life.meet(Facts.purchase("p9", RandomLives.BEGIN + DAY, "10"));
    assertThat(life.outcomes)
        .containsExactly(
            Outcome.USED,
            Outcome.USED,
            Outcome.USED,
            Outcome.HOT_KEY,
            Outcome.HOT_KEY,
            Outcome.DUPLICATE,
            Outcome.USED);
    assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(40_0000);
  }

  @Test
  void aDuplicateWithALaterDateForgetsNothing() {
    long day = RandomLives.DAY;
    long begin = RandomLives.BEGIN;
    Life life = new Life("c", TestRules.with(), 0, Customer.NEVER);
    life.meet(Facts.purchase("p4", begin + 4 * day, "10"));
    life.meet(Facts.purchase("p200", begin + 200 * day, "10"));
    life.meet(Facts.purchase("p401", begin + 401 * day, "10"));
    assertThat(life.meet(Facts.purchase("p401", begin + 406 * day, "10")))
        .isEqualTo(Outcome.DUPLICATE);
    Outcome late = life.meet(Facts.purchase("p3", begin + 3 * day, "10"));
    assertThat(late).isIn(Outcome.USED, Outcome.LATE);
    assertThat(life.lastRecord().purchaseDays()).isEqualTo(late == Outcome.USED ? 4 : 3);
  }
}
