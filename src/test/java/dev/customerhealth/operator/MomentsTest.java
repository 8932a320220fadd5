package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

  private static final long BASE = Instant.parse("2011-06-01T00:00:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "2011-06-01T00:00:00Z, 1",
    "2011-06-09T00:00:00Z, 1",
    "2010-05-01T00:00:00Z, 2",
    "2011-05-31T17:00:00Z, 2",
    "2011-06-12T12:43:00Z, 3",
    "2011-06-12T12:43:07Z, 4",
    "2011-06-12T12:43:07.015Z, 5"
  })
  void takesAsFewBytesAsItsDistanceHasDigits(Instant instant, int bytes) throws IOException {
    assertThat(written(instant.toEpochMilli())).hasSize(bytes);
    assertThat(back(instant.toEpochMilli())).isEqualTo(instant.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, 59_999, -86_400_001, 1L << 59, -(1L << 59)})
  void anyDistanceIsReadBackTheSame(long distance) throws IOException {
    assertThat(back(BASE + distance)).isEqualTo(BASE + distance);
  }

  private static long back(long millis) throws IOException {
    return Moments.read(BASE, new CompactInput(new DataInputDeserializer(written(millis))));
  }

  private static byte[] written(long millis) throws IOException {
    var out = new DataOutputSerializer(16);
    Moments.write(millis, BASE, new CompactOutput(out));
    return out.getCopyOfBuffer();
  }
}
