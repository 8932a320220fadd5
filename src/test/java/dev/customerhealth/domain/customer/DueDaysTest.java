package dev.customerhealth.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.cadence.Cadences;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Cause;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import dev.customerhealth.operator.CustomerSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Time speaks up on exactly those days on which somebody who looked at every single day would: from
 * the gate on when band or status differ, when a record of a lively customer is old, and when being
 * won back ends.
 */
class DueDaysTest {

  private static final Rules RULES = TestRules.withDollars();
  private static final CalendarDays CALENDAR = new CalendarDays(RULES.calendarZone());
  private static final int FORGET_AFTER = RULES.defaultSegment().life().forgetAfterDays();

  /** What the customer was right after a record. */
  private record Moment(HealthScore record, Customer customer) {}

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 7", "4, 30", "5, 1"})
  void timeSpeaksUpWhenADailyLookFindsAReason(long seed, int refreshDays) {
    Random random = new Random(seed);
    int byTime = 0;
    for (int round = 0; round < 60; round++) {
      List<CustomerEvent> events = RandomLives.next(random);
      long end =
          events.get(events.size() - 1).timeMillis() + random.nextInt(1400) * RandomLives.DAY;
      List<Moment> moments = live(events, refreshDays, end);
      for (int i = 0; i < moments.size(); i++) {
        HealthScore next = i + 1 < moments.size() ? moments.get(i + 1).record() : null;
        String as = "seed " + seed + " round " + round + " record " + i;
        check(moments.get(i), next, refreshDays, CALENDAR.dayOf(end), as);
        byTime += next != null && next.cause().equals(Cause.TIME) ? 1 : 0;
      }
    }
    assertThat(byTime).isGreaterThan(50);
  }

  private static void check(Moment now, HealthScore next, int refreshDays, int endDay, String as) {
    int from = CALENDAR.dayOf(now.record().asOfMillis());
    boolean byTime = next != null && next.cause().equals(Cause.TIME);
    int until = next == null ? endDay : CALENDAR.dayOf(next.asOfMillis());
    HealthView view = new HealthView(now.customer(), RULES, CALENDAR, new Cadences());
    for (int day = from + 1; day < until; day++) {
      if (day >= now.customer().lastEventDay + FORGET_AFTER) {
        return;
      }
      assertThat(isReason(view, now, day, from, refreshDays)).as(as + " day " + day).isFalse();
    }
    if (byTime) {
      assertThat(isReason(view, now, until, from, refreshDays)).as(as + " day " + until).isTrue();
    }
  }

  private static boolean isReason(HealthView view, Moment now, int day, int from, int refreshDays) {
    Customer customer = now.customer();
    boolean old = refreshDays > 0 && day - from >= refreshDays;
    if (old && customer.ledger.windows(from).isLively()) {
      return true;
    }
    boolean lost = now.record().status() == LifeStatus.LOST;
    Long limit = view.experience.nextCaseLimit(customer.clockMillis);
    if (limit != null && CALENDAR.dayOf(limit) == day) {
      return true;
    }
    boolean moves =
        view.cadence != null
            || !customer.experience.isEmpty()
            || customer.firstPurchaseMillis != Customer.NEVER;
    return !lost && moves && view.isNews(view.on(day));
  }

  private static List<Moment> live(List<CustomerEvent> events, int refreshDays, long end) {
    List<Moment> moments = new ArrayList<>();
    Life[] self = new Life[1];
    Life life =
        new Life("c", RULES, refreshDays, Customer.NEVER) {
          @Override
          public void score(HealthScore score, Weight weight, boolean isFinal) {
            moments.add(new Moment(score, CustomerSerializer.INSTANCE.copy(self[0].customer())));
          }
        };
    self[0] = life;
    events.forEach(life::meet);
    life.passTo(end);
    return moments;
  }
}
