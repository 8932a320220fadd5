package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.referral.Introduction;
import dev.customerhealth.domain.referral.Prospect;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProspectBytesTest {

  private static final long T = 1_700_000_000_000L;
  private static final Introduction ONE = new Introduction("ân", "r1", T - 5);
  private static final Introduction OTHER = new Introduction("chi", "r2", 0);
  private static final Prospect CONVERTED =
      new Prospect(T, 110, List.of(OTHER, ONE), new Prospect.Converted(ONE, T), 3);

  static Stream<Prospect> prospects() {
    return Stream.of(
        Prospect.UNKNOWN,
        new Prospect(0, 0, List.of(), null, 0),
        new Prospect(Prospect.NEVER, 110, List.of(ONE), null, 0),
        new Prospect(T, 110, List.of(), null, 2),
        new Prospect(T, 110, List.of(ONE), null, 2, T + 9, T - 9),
        CONVERTED);
  }

  @ParameterizedTest
  @MethodSource("prospects")
  void aProspectReadBackIsTheSame(Prospect prospect) throws IOException {
    assertThat(read(bytes(prospect))).isEqualTo(prospect);
  }

  @Test
  void whoWasNeverNamedTakesTenBytes() throws IOException {
    assertThat(bytes(new Prospect(T, 110, List.of(), null, 0))).hasSize(10);
  }

  /** Written by version 1; must be readable for ever. */
  @Test
  void aValueOfVersionOneIsRead() throws IOException {
    String hex =
        "0181d095ffbc316f02046368690372320004c3a26e037231fbcf95ffbc31030204c3a26e037231fbcf95ffbc31"
            + "80d095ffbc31";
    assertThat(HexFormat.of().formatHex(bytes(CONVERTED))).isEqualTo(hex);
    assertThat(read(HexFormat.of().parseHex(hex))).isEqualTo(CONVERTED);
  }

  @Test
  void aValueOfANewerVersionIsRefusedWithBothNumbers() {
    assertThatThrownBy(() -> read(new byte[] {9}))
        .hasMessageContaining("version 9")
        .hasMessageContaining("1 to 2");
  }

  private static byte[] bytes(Prospect prospect) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(16);
    ProspectSerializer.INSTANCE.serialize(prospect, out);
    return out.getCopyOfBuffer();
  }

  private static Prospect read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Prospect prospect = ProspectSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).isZero();
    return prospect;
  }
}
