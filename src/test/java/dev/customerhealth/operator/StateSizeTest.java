package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.customer.Life;
import dev.customerhealth.domain.customer.OnlineRetail;
import dev.customerhealth.domain.ledger.Ledger;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What two years of real customers take in state. */
class StateSizeTest {

  @Test
  void aCustomerTakesAFewHundredBytes() throws IOException {
    Collection<Life> lives = OnlineRetail.lives().values();
    int[] sizes = new int[lives.size()];
    long days = 0;
    long rest = 0;
    int at = 0;
    for (Life life : lives) {
      sizes[at++] = CustomerBytesTest.bytes(life.customer()).length;
      days += life.customer().ledger.days().size();
      life.customer().ledger = new Ledger();
      rest += CustomerBytesTest.bytes(life.customer()).length;
    }
    Arrays.sort(sizes);
    double mean = Arrays.stream(sizes).average().orElseThrow();
    int median = sizes[sizes.length / 2];
    int p99 = sizes[sizes.length * 99 / 100];
    System.out.printf(
        Locale.ROOT,
        "bytes of state per customer: median %d, p99 %d, mean %.0f; %.1f active days per customer,"
            + " %.1f bytes each, %.0f for the rest%n",
        median,
        p99,
        mean,
        (double) days / sizes.length,
        (mean * sizes.length - rest) / days,
        (double) rest / sizes.length);
    assertThat(median).isLessThan(400);
    assertThat(p99).isLessThan(2_000);
  }
}
