package dev.customerhealth.domain.customer;

import static dev.customerhealth.domain.customer.Story.customer;
import static dev.customerhealth.domain.customer.Story.days;
import static dev.customerhealth.domain.customer.Story.every;
import static dev.customerhealth.domain.customer.Story.weeks;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.Visit;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.HealthScore;
import dev.customerhealth.domain.score.LifeStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  private static final Rules RULES = TestRules.withDollars();
  private static final long DAY = RandomLives.DAY;
  private static final long T = RandomLives.BEGIN;

  @Test
  void theProfileDecidesTheSegmentAndItsRules() {
    Story story = customer("an").from("2023-01-01").bought(5, every(weeks(1))).of("wholesale");
    Life life = Life.of(story, story.date().toString(), RULES);
    assertThat(life.records.get(0).segment()).isEqualTo("default");
    assertThat(life.records.get(0).horizonDays()).isEqualTo(90);
    assertThat(life.lastRecord().segment()).isEqualTo("wholesale");
    assertThat(life.lastRecord().horizonDays()).isEqualTo(180);
  }

  @Test
  void anUnknownSegmentIsTheDefault() {
    Story story = customer("an").from("2023-01-01").of("martians").bought();
    assertThat(Life.of(story, "2023-01-02", RULES).lastRecord().segment()).isEqualTo("default");
  }

  @Test
  void aProfileThatChangesTheBasisCountsNoDayTwice() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.visit("v1", T, Visit.Kind.CAME));
    life.meet(Facts.visit("v2", T + 7 * DAY, Visit.Kind.CAME));
    life.meet(Facts.profile(T + 7 * DAY + 1000, "restaurant", null, null));
    assertThat(life.lastRecord().purchaseDays()).isEqualTo(2);

    Life first = new Life("c", RULES, 0, Customer.NEVER);
    first.meet(Facts.visit("v1", T, Visit.Kind.CAME));
    first.meet(Facts.profile(T + 1000, "restaurant", null, null));
    assertThat(first.lastRecord().purchaseDays()).isEqualTo(1);
  }

  @Test
  void aHomeCurrencyNeedsNoRateWhileNoMoneyIsBooked() {
    Life life = new Life("c", TestRules.with(), 0, Customer.NEVER);
    life.meet(Facts.visit("v1", T, Visit.Kind.CAME));
    life.meet(Facts.profile(T + 1000, null, "VND", null));
    life.meet(Facts.purchase("p1", T + DAY, "500000", "VND", 1, null, null));
    assertThat(life.lastRecord().currency()).isEqualTo("VND");
    assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(500_000_0000L);
    assertThat(life.lastRecord().unknownCurrency()).isZero();
  }

  @Test
  void aNewHomeCurrencyConvertsTheBooks() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.purchase("p1", T, "80"));
    life.meet(Facts.profile(T + DAY, null, "USD", null));
    HealthScore inDollars = life.lastRecord();
    assertThat(inDollars.currency()).isEqualTo("USD");
    assertThat(inDollars.windows().spend()[0]).isEqualTo(100_0000);
    life.meet(Facts.purchase("p2", T + 2 * DAY, "8"));
    assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(110_0000);
    life.meet(Facts.purchase("p3", T + 2 * DAY, "5", "USD", 1, null, null));
    assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(115_0000);
  }

  @Test
  void withoutARateTheBooksStayInTheOldCurrencyAndSaySo() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.purchase("p1", T, "80"));
    life.meet(Facts.profile(T + DAY, null, "XYZ", null));
    assertThat(life.lastRecord().currency()).isEqualTo("GBP");
    assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(80_0000);
  }

  @Test
  void aPurchaseInACurrencyWithoutARateIsOneOfUnknownValue() {
    Life life = new Life("c", RULES, 0, Customer.NEVER);
    life.meet(Facts.purchase("p1", T, "80", "XYZ", 3, null, null));
    life.meet(Facts.purchase("p2", T, null));
    life.meet(Facts.purchase("r1", T, "-5", "XYZ", 3, null, null));
    HealthScore record = life.lastRecord();
    assertThat(record.unknownValue()).isEqualTo(2);
    assertThat(record.unknownCurrency()).isEqualTo(1);
    assertThat(record.windows().spend()[0]).isZero();
    assertThat(record.windows().items()[0]).isEqualTo(4);
    assertThat(record.purchaseDays()).isEqualTo(1);
  }

  @Test
  void theNewestProfileHoldsWhateverTheOrderOfArrival() {
    CustomerEvent older = Facts.profile(T, "retail", "USD", false);
    CustomerEvent newer = Facts.profile(T + DAY, "wholesale", null, null);
    CustomerEvent bought = Facts.purchase("p1", T + 2 * DAY, "8");
    for (List<CustomerEvent> order :
        List.of(
            List.of(older, newer, bought), List.of(newer, older, bought),
            List.of(bought, newer, older), List.of(bought, older, newer))) {
      Life life = new Life("c", RULES, 0, Customer.NEVER);
      order.forEach(life::arrive);
      assertThat(life.lastRecord().segment()).isEqualTo("wholesale");
      assertThat(life.lastRecord().currency()).isEqualTo("GBP");
      assertThat(life.lastRecord().windows().spend()[0]).isEqualTo(8_0000);
      assertThat(life.customer().refusesAnalytics()).isFalse();
    }
  }

  @Test
  void aGuestOfARestaurantIsKnownByVisits() {
    Story story = customer("an").from("2023-01-01").of("restaurant").came(10, every(weeks(1)));
    Life life = Life.of(story, "2023-03-05", RULES);
    assertThat(life.lastRecord().purchaseDays()).isEqualTo(10);
    assertThat(life.lastRecord().status()).isEqualTo(LifeStatus.ACTIVE);
    assertThat(life.lastRecord().horizonDays()).isEqualTo(60);
    assertThat(life.lastRecord().score().tenths()).isGreaterThan(700);
    Life asDefault =
        Life.of(customer("an").from("2023-01-01").came(10, every(weeks(1))), "2023-03-05");
    assertThat(asDefault.lastRecord().purchaseDays()).isZero();
    assertThat(asDefault.lastRecord().score().tenths()).isNull();
    assertThat(asDefault.lastRecord().cadence()).isNull();
  }

  @Test
  void eitherCountsDaysWithAVisitOrAPurchaseOnce() {
    Rules either = TestRules.withDefault("basis: EITHER");
    Story story =
        customer("an")
            .from("2023-01-01")
            .came()
            .bought()
            .quiet(days(7))
            .came()
            .quiet(days(7))
            .bought();
    Life life = Life.of(story, "2023-01-15", either);
    assertThat(life.lastRecord().purchaseDays()).isEqualTo(3);
    assertThat(life.customer().rhythm.sumLogGapWeeks()).isZero();
  }

  @Test
  void aReceiptIsNoVisitButOneOfNothingIs() {
    Story story = customer("an").from("2023-01-01").of("restaurant").bought(10, every(weeks(1)));
    assertThat(Life.of(story, "2023-03-05", RULES).lastRecord().purchaseDays()).isZero();
    story.paying("0").bought();
    assertThat(Life.of(story, "2023-03-12", RULES).lastRecord().purchaseDays()).isEqualTo(1);
  }

  @Test
  void changingTheBasisReadsTheRhythmAnewFromTheDaysInReach() {
    Story story =
        customer("an")
            .from("2023-01-01")
            .came(4, every(days(3)))
            .bought(5, every(weeks(1)))
            .of("restaurant");
    Life life = Life.of(story, story.date().toString(), RULES);
    Story fromTheStart =
        customer("an")
            .from("2023-01-01")
            .of("restaurant")
            .came(4, every(days(3)))
            .bought(5, every(weeks(1)));
    Life other = Life.of(fromTheStart, story.date().toString(), RULES);
    assertThat(life.customer().rhythm).isEqualTo(other.customer().rhythm);
  }
}
