package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class WatermarkGateTest {

  private static final long END = 1000;

  @Test
  void overFilesEventTimeStandsStillUntilTheyEndAndThenComesToTheEndOnce() throws Exception {
    try (var gate = opened(WatermarkGate.holdingUntilEndOfInput(END))) {
      gate.processElement("a", 5);
      gate.processWatermark(10);
      gate.processWatermark(END + 10);
      gate.processElement("b", 2000);
      assertThat(gate.getOutput())
          .containsExactly(new StreamRecord<>("a", 5), new StreamRecord<>("b", 2000));

      gate.processWatermark(Watermark.MAX_WATERMARK);
      gate.endInput();

      assertThat(watermarks(gate)).containsExactly(END);
    }
  }

  @Test
  void overAnEndlessStreamOnlyTheEndOfTimeIsHeldBack() throws Exception {
    try (var gate = opened(WatermarkGate.withoutEnd())) {
      gate.processWatermark(10);
      gate.processElement("a", 20);
      gate.processWatermark(Long.MAX_VALUE - 1);
      gate.processWatermark(Watermark.MAX_WATERMARK);
      gate.endInput();
      assertThat(watermarks(gate)).containsExactly(10L, Long.MAX_VALUE - 1);
    }
  }

  @Test
  void idlenessPasses() throws Exception {
    try (var gate = opened(WatermarkGate.withoutEnd())) {
      gate.processWatermarkStatus(WatermarkStatus.IDLE);
      gate.processWatermarkStatus(WatermarkStatus.ACTIVE);
      assertThat(gate.getOutput()).containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    }
  }

  private static OneInputStreamOperatorTestHarness<String, String> opened(
      WatermarkGate<String> gate) throws Exception {
    var harness = new OneInputStreamOperatorTestHarness<>(gate);
    harness.open();
    return harness;
  }

  private static List<Long> watermarks(OneInputStreamOperatorTestHarness<String, String> gate) {
    List<Long> marks = new ArrayList<>();
    for (Object output : gate.getOutput()) {
      if (output instanceof Watermark mark) {
        marks.add(mark.getTimestamp());
      }
    }
    return marks;
  }
}
