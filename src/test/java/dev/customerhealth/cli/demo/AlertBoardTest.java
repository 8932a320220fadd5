package dev.customerhealth.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alert.AlertStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertBoardTest {

  private final AlertBoard board = new AlertBoard(Set.of("an"));

  @Test
  void theDearestCallOfADayIsShownOnceTheDayIsOverAndThenNoneForAWhile() {
    assertThat(board.add(call("an", "2010-03-01", "5"))).isEmpty();
    assertThat(board.add(call("binh", "2010-03-01", "9"))).isEmpty();
    assertThat(board.add(call("chi", "2010-03-01", "7"))).isEmpty();
    assertThat(board.add(call("dung", "2010-03-02", "99")))
        .containsExactly(
            "2010-03-01  The day's dearest call, customer binh, Away longer than usual:",
            "            binh is away.",
            "            Suggested: \"Ask why\", by Zalo");
    assertThat(board.add(call("an", "2010-04-29", "99"))).isEmpty();
    assertThat(board.add(call("an", "2010-04-30", "1"))).isEmpty();
    assertThat(board.add(call("an", "2010-05-01", "2"))).hasSize(3);
  }

  @Test
  void onlyWhatIsAskedForNowIsACall() {
    board.add(alert("an", "2010-03-01", "WATCH", AlertStatus.OPEN, null));
    board.add(alert("an", "2010-03-02", "CALL", AlertStatus.QUEUED, AlertStatus.OPEN));
    board.add(alert("an", "2010-03-03", "CALL", AlertStatus.ESCALATED, AlertStatus.ESCALATED));
    board.add(alert("an", "2010-03-04", "CALL", AlertStatus.RESOLVED, AlertStatus.ESCALATED));
    assertThat(board.add(call("an", "2010-03-05", "1"))).isEmpty();
    assertThat(board.life("an")).hasSize(5);
    assertThat(board.life("binh")).isEmpty();
  }

  @Test
  void whatIsOpenStandsInATableByReasonAndStatus() {
    board.add(call("an", "2010-03-01", "5"));
    board.add(alert("binh", "2010-03-01", "WATCH", AlertStatus.OPEN, null));
    board.add(alert("chi", "2010-03-01", "CALL", AlertStatus.RESOLVED, AlertStatus.OPEN));
    board.add(call("dung", "2010-03-01", "5"));
    board.forget("alert-of-dung");
    assertThat(AlertTable.of(board.current()).lines())
        .containsExactly(
            "Open alerts, 2 in all, by reason and status:",
            "    reason                                     queued         open    escalated"
                + " acknowledged      snoozed",
            "    Away longer than usual                          0            1            1"
                + "            0            0");
    assertThat(AlertTable.of(List.of()).lines()).containsExactly("No alert is open.");
  }

  private static AlertRecord call(String customer, String day, String value) {
    AlertRecord call = alert(customer, day, "CALL", AlertStatus.ESCALATED, AlertStatus.QUEUED);
    return new AlertRecord(
        call.alertId(),
        1,
        true,
        customer,
        call.reason(),
        "CALL",
        call.status(),
        call.previousStatus(),
        null,
        call.updatedAt(),
        null,
        call.summary(),
        call.playbook(),
        "GBP",
        new BigDecimal(value));
  }

  private static AlertRecord alert(
      String customer,
      String day,
      String severity,
      AlertStatus status,
      @Nullable AlertStatus previous) {
    return new AlertRecord(
        "alert-of-" + customer,
        1,
        true,
        customer,
        "OVERDUE",
        severity,
        status,
        previous,
        null,
        day + "T23:59:59.999Z",
        null,
        Map.of("en", customer + " is away."),
        List.of(new AlertRecord.Step(Map.of("vi", "Hỏi lý do", "en", "Ask why"), "ZALO")),
        null,
        null);
  }
}
