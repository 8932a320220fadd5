package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void silenceBeyondTheOwnGapIsTheReason() {
    ScoreRecord score =
        Scores.of("an").asOf("2011-09-11T00:00:00Z").boughtOn(9, 8.2, "2011-08-20T23:00:00Z").get();
    assertThat(Words.reason(score)).isEqualTo("buys about every 8 days, but not for 22 days");
  }

  @Test
  void insideTheOwnGapOnlyTheSpendCanBe() {
    Scores score = Scores.of("an").boughtOn(9, 8.2, "2011-09-10T23:00:00Z");
    assertThat(Words.reason(score.get())).isEqualTo("is less likely to come back");
    assertThat(Words.reason(score.dropped(0.62).get())).isEqualTo("spends 62 % less than before");
    assertThat(Words.reason(score.dropped(1.4).get()))
        .isEqualTo("lately returned as much as bought");
  }

  @Test
  void twoReasonsAreBothSaid() {
    ScoreRecord score = Scores.of("an").boughtOn(9, 1, "2011-09-08T10:00:00Z").dropped(0.5).get();
    assertThat(Words.reason(score))
        .isEqualTo("buys about every day, but not for 3 days and spends 50 % less than before");
  }

  @Test
  void moneyIsReadable() {
    assertThat(Words.money("GBP", new BigDecimal("77183.6"))).isEqualTo("GBP 77,183.60");
    assertThat(Words.money(null, null)).isEqualTo("0.00");
    assertThat(Words.roundMoney("VND", new BigDecimal("3200000.4"))).isEqualTo("VND 3,200,000");
  }

  @Test
  void aShareOfNobodyIsNone() {
    assertThat(Words.share(1, 3)).isEqualTo("33 %");
    assertThat(Words.share(0, 0)).isEqualTo("none");
  }
}
