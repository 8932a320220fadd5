package dev.customerhealth.domain.alert;

import static dev.customerhealth.domain.alert.Desk.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.alert.WinBack.Care;
import dev.customerhealth.domain.alert.WinBack.LaterPurchase;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinBackTest {

  private final Desk desk = new Desk(RulesYaml.shipped()).signal(0, SignalKind.OVERDUE_CALL);

  @Test
  void theWindowBeginsWithTheFirstTalk() {
    desk.contacted(5, Outcome.NO_ANSWER).contacted(10, Outcome.LISTENED);

    var won =
        judged(
            bought(9, 5L),
            bought(40, 100L),
            bought(30, null),
            bought(50, -30L),
            bought(100, 7L),
            bought(100.1, 1000L));

    assertThat(won.wonBackMillis()).isEqualTo(day(30));
    assertThat(won.amountTen4()).isEqualTo(77);
    assertThat(won.care()).isEqualTo(Care.CONTACTED);
  }

  @Test
  void aReturnOrAnEmptyReceiptWinsNobodyBack() {
    var won = judged(bought(1, -30L), bought(2, 0L));

    assertThat(won.wonBack()).isFalse();
    assertThat(won.amountTen4()).isEqualTo(-30);
    assertThat(won.care()).isEqualTo(Care.NOT_CONTACTED);
  }

  @Test
  void anAttemptIsNoContactAndAnAnsweredConcernStaysAnswered() {
    desk.contacted(1, Outcome.NO_ANSWER);
    assertThat(judged().care()).isEqualTo(Care.NOT_CONTACTED);
    desk.contacted(2, Outcome.CONCERN_ANSWERED).contacted(3, Outcome.NO_ANSWER);
    assertThat(judged().care()).isEqualTo(Care.CONCERN_ANSWERED);
  }

  @Test
  void nothingIsSaidBeforeTheWindowEnds() {
    assertThat(WinBack.of(desk.last(), List.of(bought(1, 5L)), 90, day(89.9))).isEmpty();
    assertThat(WinBack.of(desk.last(), List.of(bought(1, 5L)), 90, day(90))).isPresent();
  }

  @Test
  void whatWasNoReasonToCallIsNotJudged() {
    desk.act(1, Kind.FALSE_ALARM, desk.id());
    assertThat(WinBack.of(desk.last(), List.of(), 90, day(400))).isEmpty();

    var watch = new Desk(RulesYaml.shipped()).signal(0, SignalKind.OVERDUE_WATCH);
    assertThat(WinBack.of(watch.last(), List.of(), 90, day(400))).isEmpty();
  }

  @Test
  void lotsAreEvenAndTheSameAgain() {
    int low = 0;
    for (int i = 0; i < 10_000; i++) {
      String id = AlertIds.alertId("c" + i, new AlertKey(AlertReason.OVERDUE, null), 15_000);
      assertThat(AlertIds.lot(id)).isBetween(0.0, 1.0).isEqualTo(AlertIds.lot(id));
      low += AlertIds.lot(id) < .1 ? 1 : 0;
    }
    assertThat(low).isBetween(900, 1100);
  }

  private WinBack judged(LaterPurchase... purchases) {
    return WinBack.of(desk.last(), List.of(purchases), 90, day(400)).orElseThrow();
  }

  private static LaterPurchase bought(double day, Long amount) {
    return new LaterPurchase(day(day), amount);
  }
}
