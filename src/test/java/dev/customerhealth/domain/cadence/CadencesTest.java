package dev.customerhealth.domain.cadence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CadencesTest {

  private static final CadenceModel LIVE = ShippedModel.MODEL;
  private static final CadenceModel SHADOW = copyOf(LIVE);
  private static final CadenceModel THIRD = copyOf(LIVE);

  private final Cadences cadences = new Cadences();
  private final Rhythm rhythm = Rhythm.NONE.plus(14_000).plus(14_030).plus(14_050);

  @Test
  void theSameRhythmOnOtherDaysIsKnown() {
    Habit first = cadences.habit(LIVE, rhythm);
    Rhythm later = Rhythm.NONE.plus(15_000).plus(15_030).plus(15_050);
    assertThat(cadences.habit(LIVE, later)).isSameAs(first);
    assertThat(cadences.habit(LIVE, later.plus(15_080))).isNotSameAs(first);
  }

  @Test
  void aShadowDoesNotDriveOutTheRulesInForce() {
    for (int days = 1; days < 2_000; days++) {
      Rhythm customers = Rhythm.NONE.plus(14_000).plus(14_000 + days);
      Habit live = cadences.habit(LIVE, customers);
      Habit shadow = cadences.habit(SHADOW, customers);
      assertThat(shadow).as("Two models, two answers").isNotSameAs(live);
      for (int again = 0; again < 3; again++) {
        assertThat(cadences.habit(LIVE, customers)).isSameAs(live);
        assertThat(cadences.habit(SHADOW, customers)).isSameAs(shadow);
      }
    }
  }

  @Test
  void whoWasAskedAboutLastStays() {
    Habit live = cadences.habit(LIVE, rhythm);
    Habit shadow = cadences.habit(SHADOW, rhythm);
    assertThat(cadences.habit(LIVE, rhythm)).isSameAs(live);
    cadences.habit(THIRD, rhythm);
    assertThat(cadences.habit(LIVE, rhythm)).isSameAs(live);
    assertThat(cadences.habit(SHADOW, rhythm)).as("forgotten").isNotSameAs(shadow);
  }

  private static CadenceModel copyOf(CadenceModel model) {
    return new CadenceModel(model.bg(), model.mbg(), model.mix(), model.typicalGapDays());
  }
}
