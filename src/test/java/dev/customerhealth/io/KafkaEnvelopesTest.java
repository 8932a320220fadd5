package dev.customerhealth.io;

import static dev.customerhealth.testing.Inputs.DAY;
import static dev.customerhealth.testing.Inputs.noon;
import static dev.customerhealth.testing.Inputs.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.Types;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaEnvelopesTest {

  private static final String PURCHASES = "customer-health.purchases";
  private static final byte[] KEY = {1, 2};
  private static final byte[] NOTHING = {};

  private final KafkaEnvelopes envelopes =
      new KafkaEnvelopes(
          Map.of(PURCHASES, EventType.PURCHASE, "customer-health.visits", EventType.VISIT),
          new EventDecoder());

  @Test
  void anEventComesWithItsHeadItsPlaceAndItsBytes() {
    byte[] payload = purchase("an", noon(1), "p1", "10").payload();
    Envelope read = read(record(PURCHASES, noon(1) + 7, payload, Map.of()));
    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(
            new Envelope(
                EventType.PURCHASE,
                "an",
                noon(1),
                "p1",
                PURCHASES,
                3,
                42,
                noon(1) + 7,
                KEY,
                payload,
                null,
                null));
    assertThat(envelopes.getProducedType()).isEqualTo(Types.ENVELOPE);
  }

  @Test
  void aTickIsAnEmptyRecordWithTheHeader() {
    for (byte[] empty : new byte[][] {null, NOTHING}) {
      Envelope tick = read(record(PURCHASES, noon(3), empty, Map.of("tick", " " + noon(2) + "\n")));
      assertThat(tick.isTick()).isTrue();
      assertThat(tick.isRejected()).isFalse();
      assertThat(tick.timeMillis()).isEqualTo(noon(2));
      assertThat(tick.appendedMillis()).isEqualTo(noon(3));
      assertThat(tick.partition()).isEqualTo(3);
      assertThat(tick.offset()).isEqualTo(42);
    }
  }

  @Test
  void aRecordWithAValueIsAnEventWhateverItsHeaders() {
    byte[] payload = purchase("an", noon(1), "p1", "10").payload();
    Envelope read = read(record(PURCHASES, noon(1), payload, Map.of("tick", "" + noon(9))));
    assertThat(read.isTick()).isFalse();
    assertThat(read.timeMillis()).isEqualTo(noon(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "1.5", "99999999999999999999", "2020-01-01T00:00:00Z"})
  void aMalformedTickIsADeadLetterNotATime(String time) {
    assertRejected(
        read(record(PURCHASES, noon(1), NOTHING, Map.of("tick", time))),
        RejectReason.EMPTY_PAYLOAD);
  }

  @Test
  void anEmptyRecordThatIsNoTickIsADeadLetter() {
    assertRejected(read(record(PURCHASES, noon(1), null, Map.of())), RejectReason.EMPTY_PAYLOAD);
    assertRejected(read(record(PURCHASES, noon(1), NOTHING, Map.of())), RejectReason.EMPTY_PAYLOAD);
    RecordHeaders headers = new RecordHeaders();
    headers.add("tick", null);
    assertRejected(read(record(PURCHASES, noon(1), NOTHING, headers)), RejectReason.EMPTY_PAYLOAD);
  }

  @Test
  void aRecordFromATopicNobodyKnowsIsADeadLetter() {
    Envelope read = read(record("elsewhere", noon(1), new byte[] {5}, Map.of()));
    assertRejected(read, RejectReason.UNKNOWN_TOPIC);
    assertThat(read.type()).isNull();
    assertThat(read.isTick()).isFalse();
    assertThat(read.payload()).containsExactly(5);
  }

  @Test
  void whatCannotBeReadKeepsItsTypePlaceKeyAndBytes() {
    byte[] bytes = {9, 9, 9};
    Envelope read = read(record(PURCHASES, noon(1), bytes, Map.of()));
    assertRejected(read, RejectReason.UNKNOWN_FRAMING);
    assertThat(read.type()).isEqualTo(EventType.PURCHASE);
    assertThat(read.source()).isEqualTo(PURCHASES);
    assertThat(read.offset()).isEqualTo(42);
    assertThat(read.appendedMillis()).isEqualTo(noon(1));
    assertThat(read.key()).isEqualTo(KEY);
    assertThat(read.payload()).isEqualTo(bytes);
  }

  @Test
  void aClockMayRunAheadOfTheRecordsTimestampByADayAndNotMore() {
    byte[] payload = purchase("an", noon(5), "p1", "10").payload();
    assertThat(read(record(PURCHASES, noon(5) - DAY, payload, Map.of())).isRejected()).isFalse();
    assertRejected(
        read(record(PURCHASES, noon(5) - DAY - 1, payload, Map.of())), RejectReason.TIME_IN_FUTURE);
  }

  private static void assertRejected(Envelope read, RejectReason reason) {
    assertThat(Optional.ofNullable(read.reason())).contains(reason);
    assertThat(read.isTick()).isFalse();
    assertThat(read.customerId()).isEmpty();
  }

  private Envelope read(ConsumerRecord<byte[], byte[]> record) {
    List<Envelope> read = new ArrayList<>();
    envelopes.deserialize(record, new ListCollector<>(read));
    assertThat(read).hasSize(1);
    return read.get(0);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long timestamp, byte[] value, Map<String, String> headers) {
    RecordHeaders added = new RecordHeaders();
    headers.forEach((name, text) -> added.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record(topic, timestamp, value, added);
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, long timestamp, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        topic,
        3,
        42,
        timestamp,
        TimestampType.CREATE_TIME,
        KEY.length,
        value == null ? -1 : value.length,
        KEY,
        value,
        headers,
        Optional.empty());
  }
}
