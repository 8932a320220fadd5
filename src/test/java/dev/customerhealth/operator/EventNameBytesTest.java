package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventNameBytesTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, 1",
        "purchases/489434, 4",
        "purchases/0, 2",
        "purchases/007, 5",
        "purchases/999999999999999999, 10",
        "purchases/1000000000000000000, 21",
        "purchases/C489434, 9",
        "purchases/-1, 4",
        "purchases/١٢٣, 8",
        "purchases/, 2",
        "conversions/an/lê, 8",
        "feedback, 10",
        "purchase/1, 12",
        "TIME, 6",
        "'', 2"
      })
  void isReadBackTheSame(String name, int bytes) throws IOException {
    var out = new DataOutputSerializer(16);
    EventNameBytes.write(name, new CompactOutput(out));
    assertThat(out.length()).isEqualTo(bytes);
    var in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(EventNameBytes.read(new CompactInput(in))).isEqualTo(name);
    assertThat(in.available()).isZero();
  }
}
