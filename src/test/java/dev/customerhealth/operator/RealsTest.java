package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealsTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "7, 1", "57, 2", "-3, 1", "41.5, 2", "1234.5678, 4", "0.1234567, 9"})
  void takesAsFewBytesAsItHasDigits(double real, int bytes) throws IOException {
    assertThat(written(real)).hasSize(bytes);
    assertThat(back(real)).containsExactly(real);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        -0.0,
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.30000000000000004,
        999_999_999_999.9999,
        1e12,
        Long.MAX_VALUE
      })
  void everyBitIsReadBack(double real) throws IOException {
    assertThat(Double.doubleToRawLongBits(back(real).get(0)))
        .isEqualTo(Double.doubleToRawLongBits(real));
  }

  @Test
  void whatStandsTwiceTakesEightBytesOnce() throws IOException {
    Double[] all = {Math.E, null, 3.0, Math.PI, Math.E, Math.PI};
    assertThat(written(all)).hasSize(9 + 1 + 1 + 9 + 1 + 1);
    assertThat(back(all)).containsExactly(all);
  }

  private static List<Double> back(Double... all) throws IOException {
    var in = new CompactInput(new DataInputDeserializer(written(all)));
    var reals = new Reals();
    List<Double> back = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      back.add(reals.read(in));
    }
    return back;
  }

  private static byte[] written(Double... all) throws IOException {
    var out = new DataOutputSerializer(16);
    var reals = new Reals();
    for (Double real : all) {
      reals.write(real, new CompactOutput(out));
    }
    return out.getCopyOfBuffer();
  }
}
