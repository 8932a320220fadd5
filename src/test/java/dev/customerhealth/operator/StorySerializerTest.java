package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.Story;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorySerializerTest {

  private static final Story STORY =
      new Story(
          AlertReason.SPEND_DROP,
          "giặt",
          List.of(signal(5, SignalKind.SPEND_WATCH), signal(-7, SignalKind.SPEND_CALL)));

  /** As version 1 wrote it: never change it. */
  private static final String V1 =
      "0102076769e1bab774020104c3a26e0a000c076769e1bab7740554494d45000000b40100000000000104c3a26e"
          + "0d000d076769e1bab7740554494d45000000b4010000000000";

  @Test
  void whatVersionOneWroteIsReadForEver() throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(STORY))).isEqualTo(V1);
    assertThat(read(HexFormat.of().parseHex(V1))).isEqualTo(STORY);
  }

  @ParameterizedTest
  @EnumSource(AlertReason.class)
  void aStoryOfEveryReasonSurvives(AlertReason reason) throws IOException {
    Story story = new Story(reason, null, List.of(signal(0, SignalKind.LOST)));
    assertThat(read(bytes(story))).isEqualTo(story);
  }

  @Test
  void aNewerVersionIsRefusedWithBothNumbers() throws IOException {
    byte[] newer = bytes(STORY);
    newer[0] = StorySerializer.VERSION + 1;
    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(IOException.class)
        .hasMessage("Story of version 2; this program reads 1 to 1");
  }

  private static Signal signal(long millis, SignalKind kind) {
    Signal empty = SignalSerializer.INSTANCE.createInstance();
    return new Signal(
        "ân",
        millis,
        millis,
        kind,
        "giặt",
        "TIME",
        List.of(),
        empty.facts(),
        Map.of(AlertReason.SPEND_DROP, 180));
  }

  private static byte[] bytes(Story story) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    StorySerializer.INSTANCE.serialize(story, out);
    return out.getCopyOfBuffer();
  }

  private static Story read(byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    Story story = StorySerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return story;
  }
}
