package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {

  @Test
  void isPerfectWhenAllWhoStayedAwayStandFirst() {
    Ranking ranking =
        Ranking.of(new double[] {.9, .8, .2, .1}, new boolean[] {true, true, false, false});
    assertThat(ranking.auc()).isEqualTo(1);
    assertThat(ranking.averagePrecision()).isEqualTo(1);
  }

  @Test
  void countsEqualScoresAsHalfAndAsOneGroup() {
    Ranking ranking =
        Ranking.of(new double[] {.5, .5, .5, .5}, new boolean[] {true, false, false, false});
    assertThat(ranking.auc()).isEqualTo(.5);
    assertThat(ranking.averagePrecision()).isEqualTo(.25);
  }

  @Test
  void givesTheKnownAveragePrecisionOfTheTextbookExample() {
    Ranking ranking =
        Ranking.of(new double[] {.1, .4, .35, .8}, new boolean[] {false, false, true, true});
    assertThat(ranking.averagePrecision()).isCloseTo(.8333333333, within(1e-9));
    assertThat(ranking.auc()).isEqualTo(.75);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aucIsTheShareOfRightlyOrderedPairs(long seed) {
    Random random = new Random(seed);
    double[] scores = random.doubles(200).map(s -> Math.round(s * 20) / 20.0).toArray();
    boolean[] happened = new boolean[scores.length];
    for (int i = 0; i < happened.length; i++) {
      happened[i] = random.nextDouble() < scores[i];
    }
    assertThat(Ranking.of(scores, happened).auc())
        .as("seed %d", seed)
        .isCloseTo(pairs(scores, happened), within(1e-12));
  }

  @Test
  void hasNoFigureForOneOutcomeOnly() {
    assertThat(Ranking.of(new double[] {.5}, new boolean[] {true}).auc()).isNaN();
    assertThat(Ranking.of(new double[0], new boolean[0]).averagePrecision()).isNaN();
  }

  @Test
  void brierIsTheMeanSquaredError() {
    assertThat(Ranking.brier(new double[] {1, .5}, new boolean[] {true, false})).isEqualTo(.125);
  }

  private static double pairs(double[] scores, boolean[] happened) {
    double right = 0;
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (happened[i] && !happened[j]) {
          all++;
          right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? .5 : 0;
        }
      }
    }
    return right / all;
  }
}
