package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingEventsTest {

  private final Envelope early = purchase("an", noon(1), "p1", "10");
  private final Envelope other = purchase("bình", noon(2), "p2", "10");
  private final Envelope late = purchase("an", noon(3), "p3", "10");

  @Test
  void whatTimeHasPassedIsTakenByCustomerAndTheRestStays() {
    var waiting = new WaitingEvents(10_000);
    for (Envelope event : List.of(late, other, early)) {
      assertThat(waiting.add(event)).isTrue();
    }
    assertThat(waiting.take(noon(1) - 1)).isEmpty();
    assertThat(waiting.take(noon(2)))
        .hasSize(2)
        .containsEntry("an", List.of(early))
        .containsEntry("bình", List.of(other));
    assertThat(waiting.isEmpty()).isFalse();
    assertThat(waiting.take(Long.MAX_VALUE)).hasSize(1).containsEntry("an", List.of(late));
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void whatIsTakenLeavesItsRoomToOthers() {
    var waiting = new WaitingEvents(1_000);
    int taken = 0;
    for (int round = 0; round < 10; round++) {
      int fits = 0;
      while (waiting.add(purchase("an", noon(round), "p" + fits, "10"))) {
        fits++;
      }
      assertThat(fits).isEqualTo(2);
      taken += waiting.take(noon(round)).values().stream().mapToInt(List::size).sum();
    }
    assertThat(taken).isEqualTo(20);
  }
}
