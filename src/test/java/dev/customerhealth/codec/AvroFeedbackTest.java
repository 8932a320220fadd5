package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.avro.Feedback;
import dev.customerhealth.domain.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Feedback from Kafka is judged as rows of files are. */
class AvroFeedbackTest {

  private static final EventDecoder DECODER = new EventDecoder();

  @Test
  void whatIsOutOfRangeIsRefusedWithItsReason() {
    assertRefused(f -> f.setRating(6.0), RejectReason.NUMBER_OUT_OF_RANGE);
    assertRefused(f -> f.setRating(Double.NaN), RejectReason.INVALID_NUMBER);
    assertRefused(f -> f.setRating(3.0).setScaleMin(Double.NaN), RejectReason.INVALID_NUMBER);
    assertRefused(
        f -> f.setRating(3.0).setScaleMin(5.0).setScaleMax(1.0), RejectReason.INVALID_SCALE);
    assertRefused(f -> f.setNps(11), RejectReason.NUMBER_OUT_OF_RANGE);
    assertRefused(f -> f.setComment("a".repeat(1 << 20)), RejectReason.PAYLOAD_TOO_LARGE);
    assertRefused(f -> f.setFeedbackId("a\u0007"), RejectReason.INVALID_ID);
  }

  @Test
  void brokenTextInACommentIsReadAsReplacementsAndBrokenIdsAreRefused() {
    byte[] payload = payload(f -> f.setComment("~~good").setRating(4.0));
    Decoded.Event read = (Decoded.Event) DECODER.decode(EventType.FEEDBACK, broken(payload), NOW);
    assertThat(((dev.customerhealth.domain.Feedback) read.event()).comment())
        .isEqualTo("\uFFFD\uFFFDgood");
    assertThat(DECODER.decode(EventType.FEEDBACK, broken(payload(f -> f.setFeedbackId("~~"))), NOW))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class,
            rejected -> assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_ID));
  }

  private static final long NOW = Instant.parse("2024-06-02T00:00:00Z").toEpochMilli();

  /** Two tildes become bytes that no UTF-8 text has. */
  private static byte[] broken(byte[] payload) {
    byte[] broken = payload.clone();
    for (int i = 0; i < broken.length; i++) {
      broken[i] = broken[i] == "~".getBytes(StandardCharsets.UTF_8)[0] ? (byte) 0xFF : broken[i];
    }
    return broken;
  }

  private static byte[] payload(UnaryOperator<Feedback.Builder> change) {
    Feedback.Builder plain =
        Feedback.newBuilder()
            .setCustomerId("an")
            .setEventTime(Instant.parse("2024-06-01T00:00:00Z"))
            .setFeedbackId("f");
    return new EventEncoder().encode(change.apply(plain).build());
  }

  private static void assertRefused(UnaryOperator<Feedback.Builder> change, RejectReason reason) {
    assertThat(DECODER.decode(EventType.FEEDBACK, payload(change), NOW))
        .isInstanceOfSatisfying(
            Decoded.Rejected.class, rejected -> assertThat(rejected.reason()).isEqualTo(reason));
  }
}
