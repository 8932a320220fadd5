package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.referral.Prospect;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.referral.SeenPeriod;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstPurchasesTest {

  private static final long DAY = 86_400_000L;

  /** The first day of a period of this customer. */
  private static final long START = SeenPeriod.endMillis("an", 100);

  private final FirstPurchases purchases = new FirstPurchases();

  @Test
  void anUnknownCustomersPurchaseIsNews() {
    assertThat(purchases.isNews("an", START)).isTrue();
    purchases.note("an", START);
    assertThat(purchases.isNews("binh", START)).isTrue();
  }

  @Test
  void furtherPurchasesOfThePeriodAreNot() {
    purchases.note("an", START);
    assertThat(purchases.isNews("an", START)).isFalse();
    assertThat(purchases.isNews("an", START + SeenPeriod.DAYS * DAY - 1)).isFalse();
  }

  @Test
  void theFirstOfTheNextPeriodIs() {
    purchases.note("an", START);
    assertThat(purchases.isNews("an", START + SeenPeriod.DAYS * DAY)).isTrue();
    purchases.note("an", START + SeenPeriod.DAYS * DAY);
    assertThat(purchases.isNews("an", START + SeenPeriod.DAYS * DAY + 1)).isFalse();
    assertThat(purchases.isNews("an", START + 1)).isFalse();
  }

  @Test
  void anEarlierOneIs() {
    purchases.note("an", START);
    assertThat(purchases.isNews("an", START - 1)).isTrue();
    purchases.note("an", START - 1);
    assertThat(purchases.isNews("an", START - 1)).isFalse();
    assertThat(purchases.isNews("an", START)).isFalse();
  }

  @Test
  void whatWasAskedButNotToldIsStillNews() {
    assertThat(purchases.isNews("an", START)).isTrue();
    assertThat(purchases.isNews("an", START)).isTrue();
  }

  @Test
  void onePlaceIsEnoughForAnyNumberOfCustomers() {
    FirstPurchases crowded = new FirstPurchases(1);
    crowded.note("an", START);
    crowded.note("binh", START);
    assertThat(crowded.isNews("binh", START)).isFalse();
    assertThat(crowded.isNews("an", START)).isTrue();
  }

  /** What is held back tells nothing new, with restarts and too few places, too. */
  @ParameterizedTest
  @CsvSource({"1, 4096, 0", "2, 2, 0", "3, 64, 50", "4, 1, 10"})
  void whoHearsOnlyNewsKnowsAsMuchAsWhoHearsAll(long seed, int places, int restartEvery) {
    Random random = new Random(seed);
    Map<String, Prospect> all = new TreeMap<>();
    Map<String, Prospect> filtered = new TreeMap<>();
    FirstPurchases table = new FirstPurchases(places);
    int told = 0;
    for (int i = 0; i < 5_000; i++) {
      if (restartEvery > 0 && random.nextInt(restartEvery) == 0) {
        table = new FirstPurchases(places);
      }
      ReferralNote note =
          ReferralNote.bought("c" + random.nextInt(20), START + random.nextLong(1_000 * DAY));
      take(all, note);
      if (table.isNews(note.person(), note.timeMillis())) {
        table.note(note.person(), note.timeMillis());
        take(filtered, note);
        told++;
      }
      assertThat(filtered).as("seed %s, purchase %s", seed, i).isEqualTo(all);
    }
    if (places == 4096) {
      assertThat(told).as("seed %s", seed).isLessThan(500);
    }
  }

  private static void take(Map<String, Prospect> prospects, ReferralNote note) {
    prospects.put(
        note.person(), prospects.getOrDefault(note.person(), Prospect.UNKNOWN).with(note));
  }
}
