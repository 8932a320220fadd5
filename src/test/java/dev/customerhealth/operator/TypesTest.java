package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.referral.ReferralNote;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TypesTest {

  private static final byte[] BYTES = {0, -1, 1};

  @Test
  void neverKryo() {
    for (TypeInformation<?> type :
        new TypeInformation<?>[] {Types.ENVELOPE, Types.OUTPUT, Types.STANDING_SHARE}) {
      assertThat(type).isInstanceOf(PojoTypeInfo.class);
      assertThat(serializer(type)).isInstanceOf(PojoSerializer.class);
    }
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void anEventOfEveryTypeSurvives(EventType type) throws IOException {
    assertSurvives(envelope(type, BYTES, null, null));
    assertSurvives(envelope(type, null, null, null));
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void aRejectedInputSurvivesWithEveryReason(RejectReason reason) throws IOException {
    assertSurvives(envelope(null, BYTES, reason, "detail"));
    assertSurvives(envelope(null, null, reason, null));
  }

  @Test
  void aTickSurvives() throws IOException {
    Envelope tick = Envelope.tick("topic", 1, 2, 3, 4);
    assertThat(tick.isTick()).isTrue();
    assertSurvives(tick);
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void aMessageAndATombstoneOfEveryTopicSurvive(Topic topic) throws IOException {
    OutputMessage message = new OutputMessage(topic, "ân", BYTES, 5);
    OutputMessage back = roundTrip(Types.OUTPUT, message);
    assertThat(back).usingRecursiveComparison().isEqualTo(message);
    OutputMessage tombstone = OutputMessage.tombstone(topic, "", Long.MIN_VALUE);
    assertThat(roundTrip(Types.OUTPUT, tombstone)).isEqualTo(tombstone);
  }

  @Test
  void aShareInAStandingSurvives() throws IOException {
    StandingShare share =
        new StandingShare(
            "STAFF:ân", 15, 5, 180, new long[] {-1, 7}, new long[] {1, -2, 3, 4, 5, 6}, -1, 0);
    assertThat(roundTrip(Types.STANDING_SHARE, share)).usingRecursiveComparison().isEqualTo(share);
  }

  @ParameterizedTest
  @EnumSource(ReferralNote.Kind.class)
  void aNoteOfAReferralSurvives(ReferralNote.Kind kind) throws IOException {
    ReferralNote note = new ReferralNote("ân", 5, kind, "bình", "");
    assertThat(roundTrip(Types.REFERRAL_NOTE, note)).isEqualTo(note);
  }

  private static Envelope envelope(EventType type, byte[] key, RejectReason reason, String detail) {
    return new Envelope(
        type, "ân", Long.MIN_VALUE, "", "topic", -1, 7, -1, key, BYTES, reason, detail);
  }

  private static void assertSurvives(Envelope envelope) throws IOException {
    assertThat(roundTrip(Types.ENVELOPE, envelope)).usingRecursiveComparison().isEqualTo(envelope);
    assertThat(serializer(Types.ENVELOPE).copy(envelope))
        .usingRecursiveComparison()
        .isEqualTo(envelope);
  }

  private static <T> T roundTrip(TypeInformation<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer(type).serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer(type).deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }

  private static <T> TypeSerializer<T> serializer(TypeInformation<T> type) {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return type.createSerializer(config);
  }
}
