package dev.customerhealth.io;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that move the event time of a partition and do nothing else. */
public final class Ticks {

  private static final byte[] NO_VALUE = {};

  private Ticks() {}

  /** A tick for one partition of an input topic. */
  public static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, long timeMillis) {
    ProducerRecord<byte[], byte[]> tick =
        new ProducerRecord<>(topic, partition, timeMillis, null, NO_VALUE);
    byte[] time = Long.toString(timeMillis).getBytes(StandardCharsets.UTF_8);
    tick.headers().add(KafkaEnvelopes.TICK, time);
    return tick;
  }
}
