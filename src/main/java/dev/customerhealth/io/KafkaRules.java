package dev.customerhealth.io;

import dev.customerhealth.codec.Envelope;
import dev.customerhealth.operator.Types;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the rules topic to envelopes of no event, unread; a tombstone has no bytes. */
final class KafkaRules implements KafkaRecordDeserializationSchema<Envelope> {

  private static final long serialVersionUID = 1L;
  private static final byte[] NOTHING = {};

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Envelope> out) {
    out.collect(
        new Envelope(
            null,
            "",
            record.timestamp(),
            "",
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value() == null ? NOTHING : record.value(),
            null,
            null));
  }

  @Override
  public TypeInformation<Envelope> getProducedType() {
    return Types.ENVELOPE;
  }
}
