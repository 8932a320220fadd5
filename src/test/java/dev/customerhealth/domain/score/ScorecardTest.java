package dev.customerhealth.domain.score;

import static dev.customerhealth.domain.score.ComponentName.ADVOCACY;
import static dev.customerhealth.domain.score.ComponentName.CARE;
import static dev.customerhealth.domain.score.ComponentName.EXPERIENCE;
import static dev.customerhealth.domain.score.ComponentName.RETURN;
import static dev.customerhealth.domain.score.ComponentName.SPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.customerhealth.domain.rules.BandRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorecardTest {

  private static final Map<ComponentName, Double> WEIGHTS =
      Map.of(RETURN, .35, SPEND, .20, EXPERIENCE, .25, CARE, .10, ADVOCACY, .10);

  @Test
  void weighsWhatIsThere() {
    Score score =
        Scorecard.score(
            Map.of(RETURN, .8, SPEND, .5, EXPERIENCE, .6, CARE, 1.0, ADVOCACY, 0.0),
            WEIGHTS,
            List.of());
    assertThat(score.tenths()).isEqualTo(630);
    assertThat(score.coverage()).isEqualTo(1, within(1e-12));
    assertThat(tenths(score)).containsExactly(280, 100, 150, 100, 0);
  }

  @Test
  void sharesOutTheWeightOfWhatIsMissing() {
    Score score = Scorecard.score(Map.of(RETURN, .9, SPEND, .3), WEIGHTS, List.of());
    // .35/.55 x 90 + .20/.55 x 30 = 57.2727 + 10.9091 = 68.1818
    assertThat(score.tenths()).isEqualTo(682);
    assertThat(tenths(score)).containsExactly(573, 109, 0, 0, 0);
    assertThat(score.coverage()).isEqualTo(.55, within(1e-12));
    assertThat(score.components().get(0).weight()).isEqualTo(.35 / .55, within(1e-12));
    assertThat(score.components().get(2).value()).isNull();
    assertThat(score.components().get(2).weight()).isNull();
  }

  @Test
  void theLargestRemaindersAreRoundedUp() {
    Map<ComponentName, Double> thirds =
        Map.of(RETURN, 1 / 3.0, SPEND, 1 / 3.0, EXPERIENCE, 1 / 3.0, CARE, 0.0, ADVOCACY, 0.0);
    Score score =
        Scorecard.score(Map.of(RETURN, .1004, SPEND, .1007, EXPERIENCE, .1001), thirds, List.of());
    // 3.3467, 3.3567, 3.3367: floors 3.3 each, sum 10.04 -> 10.0, so the 1 tenth goes to spend.
    assertThat(tenths(score)).containsExactly(33, 34, 33, 0, 0);
  }

  @Test
  void saysNothingWhenNothingIsKnown() {
    Score score = Scorecard.score(Map.of(), WEIGHTS, List.of(new Cap(Cap.Name.TERRIBLE, 35)));
    assertThat(score.tenths()).isNull();
    assertThat(score.points()).isNull();
    assertThat(score.coverage()).isZero();
    assertThat(score.components()).hasSize(5).allMatch(c -> c.value() == null && c.tenths() == 0);
    assertThat(score.caps()).containsExactly(Cap.Name.TERRIBLE);
  }

  @Test
  void saysNothingWhenOnlyThatIsKnownWhichDoesNotCount() {
    Map<ComponentName, Double> onlyReturn =
        Map.of(RETURN, 1.0, SPEND, 0.0, EXPERIENCE, 0.0, CARE, 0.0, ADVOCACY, 0.0);
    assertThat(Scorecard.score(Map.of(SPEND, .5), onlyReturn, List.of()).tenths()).isNull();
  }

  @Test
  void theLowestCapBindsAndIsANamedDeduction() {
    List<Cap> caps =
        List.of(
            new Cap(Cap.Name.BASIC, 60),
            new Cap(Cap.Name.LEAVING, 25),
            new Cap(Cap.Name.TERRIBLE, 35));
    Score score = Scorecard.score(Map.of(RETURN, .9), WEIGHTS, caps);
    assertThat(score.tenths()).isEqualTo(250);
    assertThat(score.caps()).containsExactly(Cap.Name.TERRIBLE, Cap.Name.BASIC, Cap.Name.LEAVING);
    assertThat(score.components()).hasSize(6);
    assertThat(score.components().get(5))
        .isEqualTo(new ComponentScore("LEAVING", null, null, -650));
  }

  @Test
  void aCapAboveTheScoreIsNamedButTakesNothing() {
    Score score =
        Scorecard.score(Map.of(RETURN, .3), WEIGHTS, List.of(new Cap(Cap.Name.TERRIBLE, 35)));
    assertThat(score.tenths()).isEqualTo(300);
    assertThat(score.components()).hasSize(5);
    assertThat(score.caps()).containsExactly(Cap.Name.TERRIBLE);
  }

  @Test
  void theLoyalOneIsAtRiskAtOnceAfterATerribleService() {
    Map<ComponentName, Double> loyal =
        Map.of(RETURN, .95, SPEND, 1.0, EXPERIENCE, .75, ADVOCACY, .9);
    BandRules bands = new BandRules(65, 40, 5);
    Score before = Scorecard.score(loyal, WEIGHTS, List.of());
    Band bandBefore = Band.of(before.points(), null, bands);
    assertThat(bandBefore).isEqualTo(Band.HEALTHY);
    Score after = Scorecard.score(loyal, WEIGHTS, List.of(new Cap(Cap.Name.TERRIBLE, 35)));
    assertThat(after.points()).isEqualTo(35);
    assertThat(Band.of(after.points(), bandBefore, bands)).isEqualTo(Band.AT_RISK);
    List<ScoreMove> moves = Points.of(before).movesTo(Points.of(after), ScoreMove.Driver.BEHAVIOUR);
    assertThat(moves).hasSize(1);
    assertThat(moves.get(0).name()).isEqualTo("TERRIBLE");
    assertThat(moves.get(0).tenths()).isEqualTo(after.tenths() - before.tenths());
    assertThat(Band.of(Scorecard.score(loyal, WEIGHTS, List.of()).points(), Band.AT_RISK, bands))
        .as("answered and returned")
        .isEqualTo(Band.HEALTHY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thePartsOfEveryScoreAndOfEveryMoveSumExactly(long seed) {
    Random random = new Random(seed);
    Score before = randomScore(random);
    for (int round = 0; round < 5_000; round++) {
      Score score = randomScore(random);
      String as = "seed " + seed + " round " + round + ": " + score;
      int sum = score.components().stream().mapToInt(ComponentScore::tenths).sum();
      assertThat(sum).as(as).isEqualTo(score.tenths() == null ? 0 : score.tenths());
      assertThat(sum).as(as).isBetween(0, 1000);
      assertThat(score.coverage()).as(as).isNotNaN();
      int moved =
          Points.of(before).movesTo(Points.of(score), ScoreMove.Driver.TIME).stream()
              .mapToInt(ScoreMove::tenths)
              .sum();
      assertThat(moved).as(as).isEqualTo(orZero(score) - orZero(before));
      before = score;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void theScoreIsTheWeightedMeanRoundedToTenthsAndEachPartIsWithinATenth(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 5_000; round++) {
      Map<ComponentName, Double> values = randomValues(random);
      Map<ComponentName, Double> weights = randomWeights(random);
      double present = values.keySet().stream().mapToDouble(weights::get).sum();
      if (present < 1e-6) {
        continue;
      }
      double mean =
          values.entrySet().stream().mapToDouble(e -> e.getValue() * weights.get(e.getKey())).sum()
              / present;
      Score score = Scorecard.score(values, weights, List.of());
      String as = "seed " + seed + " round " + round + ": " + values + weights;
      assertThat((double) score.tenths()).as(as).isEqualTo(1000 * mean, within(.5 + 1e-9));
      for (ComponentScore part : score.components()) {
        double exact = part.value() == null ? 0 : part.value() * part.weight() * 1000;
        assertThat((double) part.tenths()).as(as).isEqualTo(exact, within(1.0));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNumberAloneIsThatOfTheScore(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Map<ComponentName, Double> values = randomValues(random);
      Map<ComponentName, Double> weights = randomWeights(random);
      List<Cap> caps = randomCaps(random);
      assertThat(Scorecard.tenths(values, weights, caps))
          .as("seed %s round %s: %s %s %s", seed, round, values, weights, caps)
          .isEqualTo(Scorecard.score(values, weights, caps).tenths());
    }
  }

  private static int orZero(Score score) {
    return score.tenths() == null ? 0 : score.tenths();
  }

  private static List<Integer> tenths(Score score) {
    return score.components().stream().map(ComponentScore::tenths).toList();
  }

  private static Score randomScore(Random random) {
    List<Cap> caps = randomCaps(random);
    return Scorecard.score(randomValues(random), randomWeights(random), caps);
  }

  private static List<Cap> randomCaps(Random random) {
    List<Cap> caps = new ArrayList<>();
    for (Cap.Name name : Cap.Name.values()) {
      if (random.nextInt(4) == 0) {
        caps.add(new Cap(name, random.nextInt(1000) / 10.0));
      }
    }
    return caps;
  }

  private static Map<ComponentName, Double> randomValues(Random random) {
    Map<ComponentName, Double> values = new EnumMap<>(ComponentName.class);
    for (ComponentName name : ComponentName.values()) {
      switch (random.nextInt(5)) {
        case 0 -> values.put(name, 1.0);
        case 1 -> values.put(name, 0.0);
        case 2, 3 -> values.put(name, random.nextDouble());
        default -> values.remove(name);
      }
    }
    return values;
  }

  private static Map<ComponentName, Double> randomWeights(Random random) {
    Map<ComponentName, Double> weights = new EnumMap<>(ComponentName.class);
    double sum = 0;
    for (ComponentName name : ComponentName.values()) {
      weights.put(name, random.nextInt(4) == 0 ? 0 : random.nextDouble());
      sum += weights.get(name);
    }
    double total = sum;
    weights.replaceAll((name, weight) -> total == 0 ? .2 : weight / total);
    return weights;
  }
}
