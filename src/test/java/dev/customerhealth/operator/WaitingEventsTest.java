package dev.customerhealth.operator;

import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.domain.EventType;
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
  void everyTextTakesTwoBytesACharacter() {
    String small = "ă".repeat(400);
    String big = "ă".repeat(600);
    for (int text = 0; text < 5; text++) {
      // 320 bytes of its own and 800 or 1,200.
      assertThat(new WaitingEvents(1_200).add(withText(text, small))).as("text %s", text).isTrue();
      assertThat(new WaitingEvents(1_200).add(withText(text, big))).as("text %s", text).isFalse();
    }
  }

  private static Envelope withText(int place, String text) {
    String[] texts = {"", "", "", "", ""};
    texts[place] = text;
    return new Envelope(
        EventType.VISIT,
        texts[0],
        noon(1),
        texts[1],
        texts[2],
        0,
        0,
        noon(1),
        null,
        new byte[0],
        null,
        texts[3],
        texts[4]);
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
