package dev.customerhealth.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.codec.Topic;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.alert.OutcomeSums;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.referral.ReferralNote;
import dev.customerhealth.domain.score.Band;
import java.io.IOException;
import java.util.List;
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
        new TypeInformation<?>[] {
          TypeInformation.of(Envelope.class), // as it waits in state
          Types.STANDING_SHARE,
          Types.LATER_PURCHASE,
          Types.OUTCOME_SHARE
        }) {
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
  void aRowOfAFileSurvives() throws IOException {
    assertSurvives(
        new Envelope(
            EventType.VISIT,
            "ân",
            5,
            "v1",
            "f.csv",
            -1,
            7,
            -1,
            null,
            BYTES,
            null,
            null,
            "ân,5,v1"));
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
  void aMessageKeepsItsRevisionAndAnEmptyValueIsNoTombstone() throws IOException {
    OutputMessage message = new OutputMessage(Topic.ALERTS, "ân", new byte[0], 5, 7);
    OutputMessage back = roundTrip(Types.OUTPUT, message);
    assertThat(back.revision()).isEqualTo(7);
    assertThat(back.value()).isNotNull().isEmpty();
    assertThat(back).usingRecursiveComparison().isEqualTo(message);
    assertThat(serializer(Types.OUTPUT).copy(message))
        .usingRecursiveComparison()
        .isEqualTo(message);
  }

  @Test
  void aShareInAStandingSurvives() throws IOException {
    StandingShare share =
        new StandingShare(
            "STAFF:ân", 15, 5, 180, new long[] {-1, 7}, new long[] {1, -2, 3, 4, 5, 6}, -1, 0);
    assertThat(roundTrip(Types.STANDING_SHARE, share)).usingRecursiveComparison().isEqualTo(share);
  }

  @ParameterizedTest
  @EnumSource(LaterPurchase.Kind.class)
  void aLaterPurchaseSurvivesWithAndWithoutItsValue(LaterPurchase.Kind kind) throws IOException {
    for (Long worth : new Long[] {null, -25_000L}) {
      LaterPurchase purchase = new LaterPurchase("ân", 5, 4, kind, worth, worth);
      assertThat(roundTrip(Types.LATER_PURCHASE, purchase)).isEqualTo(purchase);
      AlertInput input = AlertInput.of(purchase);
      assertThat(roundTrip(Types.ALERT_INPUT, input)).isEqualTo(input);
    }
  }

  @Test
  void aShareOfATicketSurvives() throws IOException {
    OutcomeSums sums = new OutcomeSums(-1, 2, -3, 4, 5, Long.MAX_VALUE, 7);
    OutcomeShare share = new OutcomeShare("2020-01|default|REFUSED", 15, 5, sums);
    assertThat(roundTrip(Types.OUTCOME_SHARE, share)).isEqualTo(share);
  }

  @ParameterizedTest
  @EnumSource(ReferralNote.Kind.class)
  void aNoteOfAReferralSurvives(ReferralNote.Kind kind) throws IOException {
    ReferralNote note = new ReferralNote("ân", 5, kind, "bình", "");
    assertThat(roundTrip(Types.REFERRAL_NOTE, note)).isEqualTo(note);
  }

  @ParameterizedTest
  @EnumSource(SignalKind.class)
  void aSignalOfEveryKindSurvives(SignalKind kind) throws IOException {
    CustomerFacts facts =
        new CustomerFacts(
            "retail",
            "mai",
            ContactChannel.ZALO,
            false,
            3_200_000_0000L,
            "VND",
            120_0000L,
            90,
            22,
            8.25,
            41.5,
            Band.AT_RISK,
            2);
    var evidence =
        List.of(
            new AlertEvidence("spendDrop", .5, null),
            new AlertEvidence("competitor", null, "feedback/f1"));
    assertSurvives(
        new Signal(
            "ân",
            7,
            -5,
            kind,
            "giặt ủi",
            "purchases/p1",
            evidence,
            facts,
            RulesYaml.shipped().alerts().storyDays()));
    assertSurvives(SignalSerializer.INSTANCE.createInstance());
  }

  @Test
  void aSignalOfAVersionThatIsNotKnownIsNamed() {
    assertThatThrownBy(
            () -> SignalBytes.read(new DataInputDeserializer(new byte[] {SignalBytes.VERSION + 1})))
        .isInstanceOf(IOException.class)
        .hasMessage("Signal of version 2; this program reads 1 to 1");
  }

  private static void assertSurvives(Signal signal) throws IOException {
    assertThat(roundTrip(Types.SIGNAL, signal)).isEqualTo(signal);
    DataOutputSerializer copied = new DataOutputSerializer(64);
    DataOutputSerializer written = new DataOutputSerializer(64);
    serializer(Types.SIGNAL).serialize(signal, written);
    serializer(Types.SIGNAL).copy(new DataInputDeserializer(written.getCopyOfBuffer()), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
  }

  private static Envelope envelope(EventType type, byte[] key, RejectReason reason, String detail) {
    return new Envelope(
        type, "ân", Long.MIN_VALUE, "", "topic", -1, 7, -1, key, BYTES, reason, detail);
  }

  private static void assertSurvives(Envelope envelope) throws IOException {
    for (var type : List.of(Types.ENVELOPE, TypeInformation.of(Envelope.class))) {
      assertThat(roundTrip(type, envelope)).usingRecursiveComparison().isEqualTo(envelope);
    }
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
