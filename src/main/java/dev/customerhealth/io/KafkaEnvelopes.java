package dev.customerhealth.io;

import dev.customerhealth.codec.Decoded;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventDecoder;
import dev.customerhealth.codec.RejectReason;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.operator.Types;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Kafka records to envelopes. Never throws: what cannot be read goes on as rejected. */
final class KafkaEnvelopes implements KafkaRecordDeserializationSchema<Envelope> {

  /**
   * Name of the header that makes an empty record a tick; its value is epoch milliseconds as text.
   */
  static final String TICK = "tick";

  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final byte[] NOTHING = {};

  private final Map<String, EventType> typeOfTopic;
  private final EventDecoder decoder;

  KafkaEnvelopes(Map<String, EventType> typeOfTopic, EventDecoder decoder) {
    this.typeOfTopic = Map.copyOf(typeOfTopic);
    this.decoder = decoder;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Envelope> out) {
    Long tick = tick(record);
    out.collect(
        tick == null
            ? event(record)
            : Envelope.tick(
                record.topic(), record.partition(), record.offset(), tick, record.timestamp()));
  }

  /** A clock may run ahead of the broker's by a day; beyond that its event is rejected. */
  private Envelope event(ConsumerRecord<byte[], byte[]> record) {
    EventType type = typeOfTopic.get(record.topic());
    byte[] payload = record.value() == null ? NOTHING : record.value();
    if (type == null) {
      return rejected(record, null, payload, RejectReason.UNKNOWN_TOPIC, record.topic());
    }
    Decoded decoded = decoder.decode(type, payload, record.timestamp() + DAY_MILLIS);
    if (decoded instanceof Decoded.Rejected rejected) {
      return rejected(record, type, payload, rejected.reason(), rejected.detail());
    }
    CustomerEvent event = ((Decoded.Event) decoded).event();
    return new Envelope(
        type,
        event.customerId(),
        event.timeMillis(),
        event.id(),
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        payload,
        null,
        null);
  }

  private static Envelope rejected(
      ConsumerRecord<byte[], byte[]> record,
      @Nullable EventType type,
      byte[] payload,
      RejectReason reason,
      String detail) {
    return new Envelope(
        type,
        "",
        Long.MIN_VALUE,
        "",
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.key(),
        payload,
        reason,
        detail);
  }

  /** Null for everything that is not a well-formed tick. */
  private static @Nullable Long tick(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(TICK);
    boolean empty = record.value() == null || record.value().length == 0;
    if (header == null || header.value() == null || !empty) {
      return null;
    }
    try {
      return Long.parseLong(new String(header.value(), StandardCharsets.UTF_8).strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @Override
  public TypeInformation<Envelope> getProducedType() {
    return Types.ENVELOPE;
  }
}
