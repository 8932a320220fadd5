package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.CrmAction.Kind;
import dev.customerhealth.domain.CrmAction.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every action on an alert in every status: the next status, or the code of the refusal. */
class ActionTableTest {

  private static final AlertStatus[] STATUSES = {
    AlertStatus.OPEN,
    AlertStatus.ESCALATED,
    AlertStatus.ACKNOWLEDGED,
    AlertStatus.SNOOZED,
    AlertStatus.RESOLVED,
    AlertStatus.LOST,
    AlertStatus.RETRACTED
  };

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          #           OPEN,         ESCALATED,    ACKNOWLEDGED, SNOOZED,      RESOLVED,     LOST,         RETRACTED
          ACKNOWLEDGE, ACKNOWLEDGED, ACKNOWLEDGED, ILLEGAL_MOVE, ACKNOWLEDGED, ALERT_CLOSED, ILLEGAL_MOVE, ALERT_CLOSED
          ASSIGN,      OPEN,         ESCALATED,    ACKNOWLEDGED, SNOOZED,      ALERT_CLOSED, LOST,         ALERT_CLOSED
          SNOOZE,      SNOOZED,      SNOOZED,      SNOOZED,      SNOOZED,      ALERT_CLOSED, ILLEGAL_MOVE, ALERT_CLOSED
          UNSNOOZE,    ILLEGAL_MOVE, ILLEGAL_MOVE, ILLEGAL_MOVE, OPEN,         ALERT_CLOSED, ILLEGAL_MOVE, ALERT_CLOSED
          CONTACTED,   ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED, ACKNOWLEDGED, ALERT_CLOSED, LOST,         ALERT_CLOSED
          FALSE_ALARM, RESOLVED,     RESOLVED,     RESOLVED,     RESOLVED,     ALERT_CLOSED, RESOLVED,     ALERT_CLOSED
          CLOSE,       RESOLVED,     RESOLVED,     RESOLVED,     RESOLVED,     ALERT_CLOSED, RESOLVED,     ALERT_CLOSED
          REOPEN,      ILLEGAL_MOVE, ILLEGAL_MOVE, ILLEGAL_MOVE, ILLEGAL_MOVE, OPEN,         ILLEGAL_MOVE, ILLEGAL_MOVE
          """)
  void anActionMovesOrIsRefusedWithAReason(
      Kind kind,
      String open,
      String escalated,
      String taken,
      String snoozed,
      String resolved,
      String lost,
      String retracted) {
    String[] expected = {open, escalated, taken, snoozed, resolved, lost, retracted};
    for (int i = 0; i < STATUSES.length; i++) {
      Desk desk = in(STATUSES[i]);
      int before = desk.said.size();
      desk.act(desk.action(5, kind, desk.id(), null, Outcome.LISTENED));

      ActionAnswer.Refusal refusal = desk.answer().refusal();
      String result = refusal == null ? desk.last().status().name() : refusal.code().name();
      assertThat(result).as("%s of %s", kind, STATUSES[i]).isEqualTo(expected[i]);
      assertThat(desk.said).hasSize(refusal == null ? before + 1 : before);
    }
  }

  private static Desk in(AlertStatus status) {
    var desk = new Desk(RulesYaml.shipped());
    desk.signal(0, SignalKind.SPEND_WATCH);
    switch (status) {
      case ESCALATED -> desk.signal(1, SignalKind.SPEND_CALL);
      case ACKNOWLEDGED -> desk.act(1, Kind.ACKNOWLEDGE, desk.id());
      case SNOOZED -> desk.act(1, Kind.SNOOZE, desk.id());
      case RESOLVED -> desk.signal(1, SignalKind.SPEND_RECOVERED);
      case LOST -> desk.signal(1, SignalKind.LOST);
      case RETRACTED -> desk.late(1, SignalKind.SPEND_RECOVERED, -1);
      default -> assertThat(status).isEqualTo(AlertStatus.OPEN);
    }
    assertThat(desk.last().status()).isEqualTo(status);
    return desk;
  }
}
