package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.experience.LatentSums;
import dev.customerhealth.domain.experience.Occasions;
import dev.customerhealth.domain.experience.Occasions.Occasion;
import dev.customerhealth.domain.experience.Standing;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StandingSerializerTest {

  private static final Standing STANDING =
      new Standing(
          LatentSums.restore(
              180,
              new long[] {-1, 101, 103},
              new long[] {1, -2, 3, Long.MAX_VALUE, Long.MIN_VALUE, 0, 1L << 36, -(1L << 36), 7}),
          1_000_000,
          -3);

  /** As version 1 wrote it: never change it. */
  private static final String V1 =
      "0180897a0540668000000000000301cc0104020306feffffffffffffffff01ffffffffffffffffff01"
          + "00808080808004ffffffffff030e";

  @Test
  void aStandingReadBackIsTheSame() throws IOException {
    assertThat(read(bytes(STANDING))).isEqualTo(STANDING);
    assertThat(read(bytes(Standing.empty(.5)))).isEqualTo(Standing.empty(.5));
  }

  @Test
  void whatVersionOneWroteIsReadForEver() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(STANDING))).isEqualTo(V1);
    assertThat(read(HexFormat.of().parseHex(V1))).isEqualTo(STANDING);
  }

  @Test
  void fiveYearsOfTenThousandOccasionsTakeThreeHundredBytes() throws IOException {
    Standing standing = Standing.empty(Occasions.HALF_LIFE_DAYS);
    for (Occasion said : Occasions.random(new Random(1), 10_000, 1_600_000_000_000L, 5 * 365)) {
      standing = standing.plus(said.share());
    }
    assertThat(bytes(standing)).hasSizeBetween(200, 300);
  }

  @Test
  void aNewerVersionIsRefusedWithBothNumbers() throws IOException {
    byte[] newer = bytes(STANDING);
    newer[0] = StandingSerializer.VERSION + 1;
    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2")
        .hasMessageContaining("reads 1 to 1");
  }

  private static byte[] bytes(Standing standing) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StandingSerializer.INSTANCE.serialize(standing, out);
    return out.getCopyOfBuffer();
  }

  private static Standing read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Standing standing = StandingSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return standing;
  }
}
