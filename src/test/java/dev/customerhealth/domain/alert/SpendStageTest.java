package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.ledger.SpendDrop;
import dev.customerhealth.domain.ledger.SpendDrop.Severity;
import dev.customerhealth.domain.rules.SpendDropRules;
import org.junit.jupiter.api.Test;

class SpendStageTest {

  private static final SpendDropRules RULES = RulesYaml.shipped().defaultSegment().spendDrop();

  @Test
  void swingingAroundAThresholdForSixtyDaysOpensOneAlertAndResolvesOne() {
    var desk = new Desk(RulesYaml.shipped());
    SpendStage stage = SpendStage.NONE;
    for (int day = 0; day < 61; day++) {
      double drop = day == 60 ? 0.05 : day % 2 == 0 ? 0.201 : 0.15;
      SpendStage next = stage.next(drop(drop), RULES, .5);
      SignalKind kind = stage.signalOf(next);
      if (kind != null) {
        desk.signal(day, kind);
      }
      stage = next;
    }

    assertThat(desk.story()).containsExactly("SPEND_DROP OPEN", "SPEND_DROP RESOLVED RECOVERED");
  }

  @Test
  void aStageRisesAtItsThresholdAndFallsOnlyToNothing() {
    assertThat(SpendStage.NONE.next(drop(.1999), RULES, .5)).isEqualTo(SpendStage.NONE);
    assertThat(SpendStage.NONE.next(drop(.2), RULES, .5)).isEqualTo(SpendStage.WATCH);
    assertThat(SpendStage.NONE.next(drop(.5), RULES, .5)).isEqualTo(SpendStage.CALL);
    assertThat(SpendStage.CALL.next(drop(.3), RULES, .5)).isEqualTo(SpendStage.CALLED);
    assertThat(SpendStage.CALL.next(drop(.1), RULES, .5)).isEqualTo(SpendStage.CALLED);
    assertThat(SpendStage.CALL.next(drop(.0999), RULES, .5)).isEqualTo(SpendStage.NONE);
  }

  @Test
  void aCallThatIsLessByNowIsToldNeitherAsLessNorAsACallOnceMore() {
    assertThat(SpendStage.CALL.signalOf(SpendStage.CALLED)).isNull();
    assertThat(SpendStage.CALLED.next(drop(.3), RULES, .5)).isEqualTo(SpendStage.CALLED);
    assertThat(SpendStage.CALLED.next(drop(.5), RULES, .5)).isEqualTo(SpendStage.CALL);
    assertThat(SpendStage.CALLED.signalOf(SpendStage.CALL)).isNull();
    assertThat(SpendStage.CALLED.signalOf(SpendStage.NONE)).isEqualTo(SignalKind.SPEND_RECOVERED);
    assertThat(SpendStage.CALLED.next(SpendDrop.UNKNOWN, RULES, .5)).isEqualTo(SpendStage.CALLED);
  }

  @Test
  void whereNothingCanBeToldNothingRecovers() {
    assertThat(SpendStage.CALL.next(SpendDrop.UNKNOWN, RULES, .5)).isEqualTo(SpendStage.CALL);
    assertThat(SpendStage.NONE.next(SpendDrop.UNKNOWN, RULES, .5)).isEqualTo(SpendStage.NONE);
  }

  private static SpendDrop drop(double share) {
    Severity severity = share >= .5 ? Severity.CALL : share >= .2 ? Severity.WATCH : Severity.NONE;
    return new SpendDrop(share, severity, share >= .5);
  }
}
