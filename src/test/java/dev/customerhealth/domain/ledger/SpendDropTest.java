package dev.customerhealth.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.Facts;
import dev.customerhealth.domain.ledger.SpendDrop.Severity;
import dev.customerhealth.domain.rules.SpendDropRules;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The base window is day 1 to 28, the current one day 29 to 56. */
class SpendDropTest {

  private static final int TODAY = 56;
  private static final SpendDropRules RULES = new SpendDropRules(28, 28, 4, .20, .50, 1.645, 3);

  private final Ledger ledger = new Ledger();
  private int ids;

  @ParameterizedTest
  @CsvSource({
    "80.02, NONE",
    "80.01, NONE",
    "80, WATCH",
    "79.99, WATCH",
    "50.01, WATCH",
    "50, CALL",
    "49.99, CALL",
    "0, CALL",
    "120, NONE"
  })
  void bothThresholdsAreInclusive(String perDay, Severity severity) {
    daily(1, 28, "100", null);
    daily(29, 56, perDay, null);
    SpendDrop drop = SpendDrop.of(ledger, TODAY, RULES);
    assertThat(drop.severity()).isEqualTo(severity);
    assertThat(drop.drop()).isEqualTo((100 - Double.parseDouble(perDay)) / 100, offset());
    assertThat(drop.isCall()).isEqualTo(severity == Severity.CALL);
  }

  @Test
  void fourPurchasesThatBecomeTwoMayBeChance() {
    for (int day : new int[] {3, 10, 17, 24, 31, 38}) {
      bought(day, "50", null);
    }
    SpendDrop drop = SpendDrop.of(ledger, TODAY, RULES);
    assertThat(drop.drop()).isEqualTo(.5);
    assertThat(drop.severity()).isEqualTo(Severity.CALL);
    assertThat(drop.isSignificant()).isFalse();
    assertThat(drop.isCall()).isFalse();
  }

  @Test
  void theSignificanceIsTheFallOverTheRootOfTheSquaredDayTotals() {
    // base 4 x 50, current 1 x 50: 150 / sqrt(5 x 2500) = 1.342; with a base of 6: 250 / sqrt(7 x
    // 2500) = 1.890
    for (int day : new int[] {3, 10, 17, 24, 31}) {
      bought(day, "50", null);
    }
    assertThat(SpendDrop.of(ledger, TODAY, RULES).isCall()).isFalse();
    bought(4, "50", null);
    bought(5, "50", null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES).isCall()).isTrue();
  }

  @Test
  void threePurchasesAreNoBase() {
    daily(1, 3, "100", null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES)).isEqualTo(SpendDrop.UNKNOWN);
    bought(28, "100", null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES).drop()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-400", "-500"})
  void aBaseOfZeroOrLessIsNoBase(String taken) {
    daily(1, 4, "100", null);
    bought(20, taken, null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES)).isEqualTo(SpendDrop.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 28, 29, 56})
  void onePurchaseOfUnknownValueInEitherWindowLeavesNothingToSay(int day) {
    daily(1, 28, "100", null);
    bought(day, null, null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES)).isEqualTo(SpendDrop.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 57})
  void whatLiesOutsideBothWindowsDoesNotCount(int day) {
    daily(1, 28, "100", null);
    daily(29, 56, "100", null);
    bought(day, "99999", null);
    bought(day, null, null);
    assertThat(SpendDrop.of(ledger, TODAY, RULES).drop()).isEqualTo(0);
  }

  @Test
  void aServiceLineMayBeLostWhileTheTotalHolds() {
    daily(1, 28, "100", "parcel");
    daily(1, 28, "100", "freight");
    daily(29, 56, "200", "freight");
    assertThat(SpendDrop.of(ledger, TODAY, RULES).drop()).isEqualTo(0);
    SpendDrop parcel = SpendDrop.of(ledger, TODAY, ledger.lines().indexOf("parcel"), RULES);
    assertThat(parcel.drop()).isEqualTo(1);
    assertThat(parcel.isCall()).isTrue();
    assertThat(SpendDrop.of(ledger, TODAY, ledger.lines().indexOf("freight"), RULES).drop())
        .isEqualTo(-1);
  }

  @Test
  void thePerfectSaturdayGuestNeverDrops() {
    for (int day = 1; day < 400; day += 7) {
      bought(day, "80", null);
    }
    for (int today = 57; today < 400; today++) {
      assertThat(SpendDrop.of(ledger, today, RULES).drop()).as("day %s", today).isEqualTo(0);
    }
  }

  @Test
  void aFallThatIsNotSignificantCountsWhenTheLongWindowsFellToo() {
    int today = 400;
    // Long base (days 233 to 316): 6 purchases; long current: 5, of which 4 in the short base, 1 in
    // the short current.
    buys(day -> day < 239 ? "100" : null, 233, 316);
    buys(day -> day < 349 ? "20" : null, 345, 372);
    bought(390, "20", null);
    SpendDrop drop = SpendDrop.of(ledger, today, RULES);
    assertThat(drop.drop()).isEqualTo(.75);
    assertThat(drop.isCall()).isTrue();
    SpendDropRules shortOnly = new SpendDropRules(28, 28, 4, .20, .50, 1.645, 1);
    assertThat(SpendDrop.of(ledger, today, shortOnly).severity()).isEqualTo(Severity.CALL);
    assertThat(SpendDrop.of(ledger, today, shortOnly).isCall()).isFalse();
    assertThat(
            SpendDrop.of(ledger, today, new SpendDropRules(28, 28, 4, .2, .5, 1.645, 8)).isCall())
        .as("windows beyond the reach of the ledger vouch for nothing")
        .isFalse();
  }

  @Test
  void windowsOfUnequalLengthAreComparedPerDay() {
    daily(1, 84, "10", null);
    daily(85, 112, "8", null);
    SpendDropRules rules = new SpendDropRules(28, 84, 4, .20, .50, 1.645, 1);
    SpendDrop drop = SpendDrop.of(ledger, 112, rules);
    assertThat(drop.drop()).isEqualTo(.2);
    assertThat(drop.severity()).isEqualTo(Severity.WATCH);
  }

  private void buys(IntFunction<@Nullable String> amount, int from, int to) {
    for (int day = from; day <= to; day++) {
      if (amount.apply(day) != null) {
        bought(day, amount.apply(day), null);
      }
    }
  }

  private void daily(int from, int to, String amount, @Nullable String line) {
    for (int day = from; day <= to; day++) {
      bought(day, amount, line);
    }
  }

  private void bought(int day, @Nullable String amount, @Nullable String line) {
    var purchase = Facts.purchase("p" + ids, 0, amount, "GBP", 1, line, null);
    ledger.book(day, day, purchase, Optional.of(BigDecimal.ONE), ids++, null);
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.api.Assertions.within(1e-12);
  }
}
