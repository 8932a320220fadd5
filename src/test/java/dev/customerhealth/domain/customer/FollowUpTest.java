package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Observation.Kind;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import org.junit.jupiter.api.Test;

/** Purchases are told for as long as they may win somebody back. */
class FollowUpTest {

  private static final long DAY = RandomLives.DAY;

  @Test
  void nobodyIsFollowedWhoGaveNoReasonForACall() {
    Story story = customer("c").bought(30, every(weeks(1))).came().rated(5).bought();
    assertThat(Life.of(story, story.date().toString()).purchases).isEmpty();
  }

  @Test
  void whoIsOverdueEnoughForACallIsFollowedForNinetyDays() {
    Story story = customer("c").bought(30, every(weeks(1))).quiet(weeks(8));
    long back = story.millis();
    story.bought(40, every(weeks(1)));
    Life life = Life.of(story, story.date().toString());
    long called =
        life.signals.stream()
            .filter(s -> s.kind() == SignalKind.OVERDUE_CALL || s.kind() == SignalKind.SPEND_CALL)
            .mapToLong(Signal::timeMillis)
            .max()
            .orElseThrow();

    assertThat(life.purchases).hasSizeBetween(5, 30);
    assertThat(life.purchases.get(0))
        .isEqualTo(
            new LaterPurchase("c", back, back, LaterPurchase.Kind.BOUGHT, 250_000L, 250_000L));
    long last = life.purchases.get(life.purchases.size() - 1).occurredMillis();
    assertThat(last).isBetween(called + 83 * DAY, called + 91 * DAY);
  }

  @Test
  void aWatchIsFollowedOnlyAfterSomethingThatHurt() {
    Story story = customer("c").bought(28, every(days(1))).paying("20");
    story.bought(40, every(days(1)));
    Life unhurt = Life.of(story, story.date().toString());
    assertThat(unhurt.signals).isNotEmpty();
    assertThat(unhurt.purchases).isEmpty();

    Story hurt = customer("c").bought(27, every(days(1))).showed(Kind.COMPETITOR_PRICE).bought();
    hurt.quiet(days(1)).paying("20").bought(40, every(days(1)));
    assertThat(Life.of(hurt, hurt.date().toString()).purchases).isNotEmpty();
  }

  @Test
  void aContactIsFollowedHoweverLongAgoTheReasonWas() {
    Story story = customer("c").bought(5, every(weeks(1))).quiet(weeks(50));
    story.states(contact("a1", story.millis())).quiet(weeks(1)).bought();

    assertThat(Life.of(story, story.date().toString()).purchases).hasSize(1);
    // Without a word about it nobody is contacted.
    Story silent = customer("c").bought(5, every(weeks(1))).quiet(weeks(50));
    silent.states(Facts.action("a1", silent.millis(), CrmAction.Kind.ACKNOWLEDGE));
    silent.quiet(weeks(1)).bought();
    assertThat(Life.of(silent, silent.date().toString()).purchases).isEmpty();
  }

  @Test
  void returnsCountEmptyReceiptsDoNotAndUnknownRatesHaveNoValue() {
    Story story = customer("c").bought(2, every(weeks(1))).showed(Kind.LEAVING).quiet(days(1));
    long time = story.millis();
    story.states(Facts.purchase("usd", time, "10", "USD", 1, null, null));
    story.states(Facts.purchase("vnd", time + 1, "10", "VND", 1, null, null));
    story.states(Facts.purchase("none", time + 2, null));
    story.states(Facts.purchase("empty", time + 3, "0"));
    story.states(Facts.purchase("back", time + 4, "-4"));
    Life life = Life.of(story, story.date().toString(), TestRules.withDollars());

    assertThat(life.purchases)
        .containsExactly(
            later(time, LaterPurchase.Kind.BOUGHT, 80_000L),
            later(time + 1, LaterPurchase.Kind.BOUGHT, null),
            later(time + 2, LaterPurchase.Kind.BOUGHT, null),
            later(time + 4, LaterPurchase.Kind.RETURNED, -40_000L));
  }

  @Test
  void aLatePurchaseIsToldWithBothTimesAndADuplicateNotAgain() {
    Story story = customer("c").bought(2, every(weeks(1))).showed(Kind.LEAVING).quiet(days(1));
    long early = story.millis();
    story.quiet(weeks(14)).bought();
    long now = story.millis();
    Life life = new Life("c", TestRules.withDollars(), 0, Customer.NEVER);
    story.events().forEach(life::meet);
    life.arrive(Facts.purchase("late", early, "1"));
    life.arrive(Facts.purchase("late", early, "1"));

    assertThat(life.purchases)
        .filteredOn(purchase -> purchase.occurredMillis() == early)
        .containsExactly(
            new LaterPurchase("c", now, early, LaterPurchase.Kind.BOUGHT, 10_000L, 10_000L));
  }

  @Test
  void whoRefusesAnalyticsIsFollowedNoMore() {
    Story story = customer("c").bought(2, every(weeks(1))).showed(Kind.LEAVING).quiet(days(1));
    story.bought().quiet(days(1));
    long refused = story.millis();
    story.refusesAnalytics().quiet(days(1)).bought().quiet(days(1));

    assertThat(Life.of(story, story.date().toString()).purchases)
        .extracting(LaterPurchase::kind, LaterPurchase::timeMillis)
        .containsExactly(
            tuple(LaterPurchase.Kind.BOUGHT, refused - DAY),
            tuple(LaterPurchase.Kind.UNSEEN, refused));
  }

  /** A contact may begin a ticket of somebody who gave no reason for a call. */
  @Test
  void whoNeverGaveAReasonForACallIsToldOfAllTheSameAndWhenItIsOver() {
    Story story = customer("c").bought(5, every(weeks(1))).quiet(days(1));
    long refused = story.millis();
    story.refusesAnalytics().quiet(days(3));
    long agreed = story.millis();
    story.allowsAnalytics().quiet(days(1)).bought();

    assertThat(Life.of(story, story.date().toString()).purchases)
        .extracting(LaterPurchase::kind, LaterPurchase::timeMillis)
        .containsExactly(
            tuple(LaterPurchase.Kind.UNSEEN, refused), tuple(LaterPurchase.Kind.SEEN, agreed));
  }

  @Test
  void nothingIsKeptOfItWhenNothingCanBeLateAnyMore() {
    Story story = customer("c").bought(2, every(weeks(1))).showed(Kind.LEAVING);
    Life life = Life.of(story, story.date().plusDays(90 + 399).toString());
    assertThat(life.customer().signalled.followedDay).isPositive();
    // The next look at the customer after the reach of the books.
    life.meet(Facts.profile(story.millis() + 700 * DAY, null, null, null));
    assertThat(life.customer().signalled.followedDay).isZero();
  }

  private static LaterPurchase later(long time, LaterPurchase.Kind kind, Long amountTen4) {
    return new LaterPurchase("c", time, time, kind, amountTen4, amountTen4);
  }

  private static CrmAction contact(String id, long timeMillis) {
    return new CrmAction(
        "c",
        timeMillis,
        id,
        CrmAction.Kind.CONTACTED,
        "OVERDUE-2022-01-01-0",
        null,
        null,
        "mai",
        null,
        CrmAction.Outcome.LISTENED,
        null,
        null);
  }
}
