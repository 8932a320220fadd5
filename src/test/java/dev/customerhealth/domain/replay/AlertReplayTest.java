package dev.customerhealth.domain.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.cadence.CustomerCadence;
import dev.customerhealth.domain.cadence.OccurrenceDays;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.replay.ReplayedCustomer.Receipt;
import dev.customerhealth.domain.rules.OverdueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle lives through every day of every silence. */
class AlertReplayTest {

  private static final double RECOVERED = .5;
  private static final Protocol PROTOCOL = new Protocol(400, 650, RandomShop.END, 100, 60, 90);
  private static final OverdueRules OVERDUE = RandomShop.SEGMENT.overdue();

  private record Naive(int last, int next, int alarm) {

    boolean isRight() {
      return next >= alarm + PROTOCOL.horizonDays();
    }

    boolean isDefection() {
      return next - last >= PROTOCOL.defectionDays();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void overdueIsFoundAsIfEveryDayWereLookedAt(long seed) {
    List<ReplayedCustomer> shop = RandomShop.customers(new Random(seed), 60);
    AlertReplay replay = new AlertReplay(shop, PROTOCOL, RECOVERED);
    for (double threshold : new double[] {.1, .3, .5, .7}) {
      String as = "seed " + seed + " threshold " + threshold;
      List<Naive> shipped = overdue(shop, threshold, OVERDUE.ownRisk());
      assertSame(replay.overdue(threshold).figures(), shipped, as);
      List<Naive> plain = overdue(shop, threshold, 0);
      assertSame(replay.overdueWithoutOwnHorizon(threshold).figures(), plain, as + " without own");
    }
    assertThat(replay.overdue(.3).figures().alarms()).isPositive();
  }

  private static void assertSame(AlarmFigures figures, List<Naive> spells, String as) {
    List<Naive> alarmed = spells.stream().filter(s -> s.alarm >= 0).toList();
    assertThat(figures.purchases()).as(as).isEqualTo(spells.size());
    assertThat(figures.alarms()).as(as).isEqualTo(alarmed.size());
    assertThat(figures.right()).as(as).isEqualTo(count(alarmed, true));
    assertThat(figures.defections()).as(as).isEqualTo(count(spells, false));
    assertThat(figures.caught()).as(as).isEqualTo(count(alarmed, false));
    int[] delays = alarmed.stream().mapToInt(s -> s.alarm - s.last).sorted().toArray();
    if (delays.length % 2 == 1) {
      assertThat(figures.medianDelayDays()).as(as).isEqualTo(delays[delays.length / 2]);
    }
  }

  private static int count(List<Naive> spells, boolean right) {
    return (int) spells.stream().filter(s -> right ? s.isRight() : s.isDefection()).count();
  }

  private static List<Naive> overdue(List<ReplayedCustomer> shop, double threshold, double own) {
    List<Naive> spells = new ArrayList<>();
    for (ReplayedCustomer customer : shop) {
      int[] days = customer.occurrenceDays();
      for (int i = 1; i < days.length; i++) {
        if (days[i] >= PROTOCOL.fromDay() && days[i] < PROTOCOL.untilDay()) {
          int next = i + 1 < days.length ? days[i + 1] : Spell.NEVER;
          int until = Math.min(next, days[i] + PROTOCOL.scanDays());
          int alarm = firstAlarm(days, days[i], until, threshold, own);
          spells.add(new Naive(days[i], next, alarm));
        }
      }
    }
    return spells;
  }

  private static int firstAlarm(int[] days, int last, int until, double threshold, double own) {
    CustomerCadence cadence =
        RandomShop.SEGMENT.cadence().of(OccurrenceDays.rhythmBefore(days, last + 1));
    for (int day = last + 1; day <= until; day++) {
      if (day >= cadence.gateDay()
          && cadence.silenceRisk(day, RandomShop.SEGMENT.horizonDays()) >= threshold
          && cadence.ownSilenceRisk(day) >= own) {
        return day;
      }
    }
    return -1;
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7})
  void spendDropsAreFoundAsIfEveryDayWereLookedAt(long seed) {
    List<ReplayedCustomer> shop = RandomShop.customers(new Random(seed), 30);
    AlertReplay replay = new AlertReplay(shop, PROTOCOL, RECOVERED);
    for (Severity severity : Severity.values()) {
      List<Naive> spells = new ArrayList<>();
      shop.forEach(customer -> spells.addAll(spend(customer, severity)));
      String as = "seed " + seed + " " + severity;
      assertSame(replay.spendDrop(severity).figures(), spells, as);
      assertThat(spells.stream().filter(s -> s.alarm >= 0).count()).as(as).isPositive();
    }
  }

  /** The books are made anew each morning. */
  private static List<Naive> spend(ReplayedCustomer customer, Severity severity) {
    int[] days = customer.occurrenceDays();
    int[] alarm = new int[days.length];
    SpendStage stage = SpendStage.NONE;
    for (int day = 0; day < RandomShop.END; day++) {
      SpendStage before = stage;
      stage = next(stage, customer, day);
      boolean high = severity == Severity.WATCH || stage == SpendStage.CALL;
      int at = spellOf(days, day);
      if (high && before.risesTo(stage) && at >= 0 && alarm[at] == 0) {
        alarm[at] = day;
      }
    }
    return spells(days, alarm);
  }

  private static SpendStage next(SpendStage stage, ReplayedCustomer customer, int day) {
    var books = new SpendHistory();
    customer.money().stream().filter(receipt -> receipt.day() < day).forEach(books::book);
    SpendDrop drop = SpendDrop.of(books.ledger(), day - 1, RandomShop.SEGMENT.spendDrop());
    return stage.next(drop, RandomShop.SEGMENT.spendDrop(), RECOVERED);
  }

  private static int spellOf(int[] days, int day) {
    int at = -1;
    for (int i = 0; i < days.length && days[i] < day; i++) {
      at = i;
    }
    return at;
  }

  private static List<Naive> spells(int[] days, int[] alarm) {
    List<Naive> spells = new ArrayList<>();
    for (int i = 1; i < days.length; i++) {
      if (days[i] >= PROTOCOL.fromDay() && days[i] < PROTOCOL.untilDay()) {
        int next = i + 1 < days.length ? days[i + 1] : Spell.NEVER;
        boolean inScan = alarm[i] > 0 && alarm[i] - days[i] <= PROTOCOL.scanDays();
        spells.add(new Naive(days[i], next, inScan ? alarm[i] : -1));
      }
    }
    return spells;
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9})
  void theFixedRuleIsTheOneWithTheNearestRate(long seed) {
    List<ReplayedCustomer> shop = RandomShop.customers(new Random(seed), 60);
    AlertReplay.Row row = new AlertReplay(shop, PROTOCOL, RECOVERED).overdueWithoutOwnHorizon(.1);
    double rate = row.figures().per100Purchases();
    double nearest = Double.MAX_VALUE;
    for (int days = 1; days <= PROTOCOL.scanDays(); days++) {
      nearest = Math.min(nearest, Math.abs(fixedRate(shop, days) - rate));
    }
    FixedSilence.Match match = row.fixedWithinScan();
    assertThat(match.figures().per100Purchases())
        .as("seed " + seed)
        .isEqualTo(fixedRate(shop, match.silentDays()));
    assertThat(Math.abs(match.figures().per100Purchases() - rate)).isEqualTo(nearest);
    assertThat(match.figures().medianDelayDays()).isEqualTo(match.silentDays());
    assertThat(row.fixedAsEarly().silentDays())
        .isEqualTo((int) StrictMath.round(row.figures().medianDelayDays()));
  }

  private static double fixedRate(List<ReplayedCustomer> shop, int silentDays) {
    List<Naive> spells = overdue(shop, 2, 0);
    long silent = spells.stream().filter(s -> s.next - s.last >= silentDays).count();
    return 100.0 * silent / spells.size();
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11, 12})
  void theBudgetCountsTheAlertsThatOpenInTheWindow(long seed) {
    List<ReplayedCustomer> shop = RandomShop.customers(new Random(seed), 80);
    AlertReplay replay = new AlertReplay(shop, PROTOCOL, RECOVERED);
    double months = (PROTOCOL.untilDay() - PROTOCOL.fromDay()) / (365.25 / 12);
    for (double threshold : new double[] {.2, .5, .65, .8}) {
      double expected = 100 * opened(shop, threshold) / (replay.customers() * months);
      assertThat(replay.budget().rate(threshold))
          .as("seed " + seed + " threshold " + threshold)
          .isCloseTo(expected, within(1e-9));
    }
  }

  private static long opened(List<ReplayedCustomer> shop, double threshold) {
    long opened = 0;
    for (ReplayedCustomer customer : shop) {
      int[] days = customer.occurrenceDays();
      for (int i = 1; i < days.length; i++) {
        int until = i + 1 < days.length ? days[i + 1] : RandomShop.END + 1_000;
        int day = firstAlarm(days, days[i], until, threshold, OVERDUE.ownRisk());
        opened += day >= PROTOCOL.fromDay() && day < PROTOCOL.untilDay() ? 1 : 0;
      }
    }
    return opened;
  }

  @Test
  void moreBudgetNeverRaisesTheThresholdAndIsKeptByEveryOneAbove() {
    List<ReplayedCustomer> shop = RandomShop.customers(new Random(13), 200);
    AlertBudget budget = new AlertReplay(shop, PROTOCOL, RECOVERED).budget();
    double before = 1;
    for (double asked = .05; asked < 20; asked *= 1.3) {
      double found = budget.lowestWithin(asked);
      assertThat(found).isLessThanOrEqualTo(before);
      for (double threshold = found; threshold < 1; threshold += .01) {
        assertThat(budget.rate(threshold)).isLessThanOrEqualTo(asked);
      }
      before = found;
    }
    assertThat(before).isLessThan(.6);
    assertThat(budget.rate(before)).isEqualTo(budget.rate(.01));
    assertThat(budget.rate(before + .01)).isLessThan(budget.rate(before));
  }

  @Test
  void theFirstPurchaseOfACustomerIsNoCandidateAndTheWindowIsHalfOpen() {
    List<ReplayedCustomer> shop =
        List.of(
            RandomShop.boughtOn(500),
            RandomShop.boughtOn(390, 399, 400, 649, 650),
            RandomShop.boughtOn());

    AlertReplay replay = new AlertReplay(shop, PROTOCOL, RECOVERED);

    assertThat(replay.purchases()).isEqualTo(2);
    assertThat(replay.customers()).isEqualTo(2);
  }

  /** Alarmed on the last morning of the scan, who stays away to the last day of the data. */
  @Test
  void onTheLatestDayOfAWindowEveryOutcomeIsKnown() {
    int end = 900;
    int latest = Protocol.latestUntil(end, 100, 60, 90);
    int last = latest - 1;
    int lastAlarm = last + 100;
    int lastJudged = lastAlarm + 60 - 1;

    assertThat(lastJudged).isEqualTo(end - 1);
    assertThat(Protocol.latestUntil(end, 10, 10, 90)).isEqualTo(end + 1 - 90);
  }

  @Test
  void whoComesOnTheDayOfTheAlarmWasAlarmedInTheMorningForNothing() {
    int day = firstAlarm(new int[] {400, 410, 420, 430}, 430, 600, .3, 0);
    var before = RandomShop.boughtOn(400, 410, 420, 430, day - 1);
    var same = RandomShop.boughtOn(400, 410, 420, 430, day);
    var horizonAfter = RandomShop.boughtOn(400, 410, 420, 430, day + PROTOCOL.horizonDays());

    Protocol protocol = new Protocol(430, 431, RandomShop.END, 100, 60, 90);
    assertThat(figures(before, protocol).alarms()).isZero();
    assertThat(figures(same, protocol).alarms()).isOne();
    assertThat(figures(same, protocol).right()).isZero();
    assertThat(figures(horizonAfter, protocol).right()).isOne();
  }

  private static AlarmFigures figures(ReplayedCustomer customer, Protocol protocol) {
    return new AlertReplay(List.of(customer), protocol, RECOVERED)
        .overdueWithoutOwnHorizon(.3)
        .figures();
  }

  @Test
  void theValueOfASilenceIsWhatTheCustomerUsedToSpendOverTheHorizon() {
    List<Receipt> money =
        List.of(RandomShop.purchase(390, 365, 0), RandomShop.purchase(410, 365, 1));

    AlarmFigures figures = figures(RandomShop.customer(money), PROTOCOL);

    assertThat(figures.defections()).isOne();
    assertThat(figures.value()).isCloseTo(2.0 * 90, within(1e-9));
  }
}
