package dev.customerhealth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.rules.Rules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HomeCurrencyTest {

  private static final Rules SHIPPED = RulesFile.read(null);

  private final StringWriter said = new StringWriter();

  @Test
  void theOnlyCurrencyOfThePurchasesBecomesTheHomeCurrency() {
    assertThat(settle(false, Set.of("VND")).defaultSegment().homeCurrency()).isEqualTo("VND");
    assertThat(said.toString()).contains("home currency: VND");
  }

  @Test
  void severalForeignCurrenciesAreNamedAndNoneIsChosen() {
    assertThat(settle(false, Set.of("VND", "USD"))).isEqualTo(SHIPPED);
    assertThat(said.toString())
        .contains("home currency: GBP, though the purchases are in USD, VND");
  }

  @Test
  void aUsersOwnRulesAreLeftAsTheyAre() {
    assertThat(settle(true, Set.of("VND"))).isEqualTo(SHIPPED);
    assertThat(said.toString()).isEmpty();
  }

  private Rules settle(boolean isOwn, Set<String> currencies) {
    return HomeCurrency.settle(SHIPPED, isOwn, currencies, new PrintWriter(said, true));
  }
}
