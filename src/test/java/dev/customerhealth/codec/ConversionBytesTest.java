package dev.customerhealth.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.Conversion;
import dev.customerhealth.domain.EventType;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ConversionBytesTest {

  private static final Conversion CONVERSION =
      Conversion.of("ân", 1_700_000_000_000L, "r/1", "bình", 5, true, 2);

  @Test
  void aConversionSurvivesTheWayThroughAnEnvelope() {
    Envelope envelope = ConversionBytes.envelope(CONVERSION);

    assertThat(ConversionBytes.conversion(envelope)).isEqualTo(CONVERSION);
    assertThat(envelope.type()).isEqualTo(EventType.CONVERSION);
    assertThat(envelope.id()).isEqualTo("r/1/2");
    assertThat(envelope.isRejected() || envelope.isTick()).isFalse();
  }

  /** Written by version 1; it may stand in a state and must be readable for ever. */
  @Test
  void theFormOfVersionOneIsKept() {
    assertThat(HexFormat.of().formatHex(ConversionBytes.envelope(CONVERSION).payload()))
        .isEqualTo("010003722f31000562c3ac6e6800000000000000050100000002");
  }

  @Test
  void whatIsNoConversionIsRefused() {
    Envelope sound = ConversionBytes.envelope(CONVERSION);
    for (byte[] payload : new byte[][] {{}, {1}, {2, 0, 0}}) {
      Envelope broken =
          new Envelope(
              sound.type(),
              sound.customerId(),
              sound.timeMillis(),
              sound.id(),
              sound.source(),
              -1,
              0,
              -1,
              null,
              payload,
              null,
              null);
      assertThatThrownBy(() -> ConversionBytes.conversion(broken))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
