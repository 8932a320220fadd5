package dev.customerhealth.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertMoveTest {

  /** The page for people is the oracle: it must not go stale. */
  private static final Path PAGE = Path.of("docs", "alerts.md");

  /** Q queued, O open, E escalated, A acknowledged, S snoozed, R resolved, L lost, X retracted. */
  private static final String LETTERS = "QOEASRLX";

  @ParameterizedTest
  @EnumSource(AlertMove.class)
  void everyMoveLeadsFromEveryStatusWhereThePageSays(AlertMove move) throws IOException {
    String row =
        Files.readString(PAGE)
            .lines()
            .filter(line -> line.startsWith(move + " "))
            .findFirst()
            .orElseThrow();
    String[] cells = row.strip().split(" +");

    for (AlertStatus status : AlertStatus.values()) {
      AlertStatus target = move.from(status);
      String letter =
          target == null ? "." : LETTERS.substring(target.ordinal(), target.ordinal() + 1);
      assertThat(letter).as("%s from %s", move, status).isEqualTo(cells[1 + status.ordinal()]);
    }
  }

  @Test
  void whatAPersonOrTimeDoesToAnOpenAlertItDoesToAQueuedOne() {
    assertThat(
            Stream.of(AlertMove.values())
                .filter(
                    move ->
                        !EnumSet.range(AlertMove.QUEUE, AlertMove.RELEASE_ESCALATED).contains(move))
                .filter(move -> move != AlertMove.UPDATE && move != AlertMove.ASSIGN))
        .allSatisfy(
            move ->
                assertThat(move.from(AlertStatus.QUEUED)).isEqualTo(move.from(AlertStatus.OPEN)));
  }
}
