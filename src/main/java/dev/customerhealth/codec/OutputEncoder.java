package dev.customerhealth.codec;

import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of the contract to messages of their topic. Threads may share it; it may travel inside a
 * Flink function.
 */
public final class OutputEncoder implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final EventEncoder AVRO = new EventEncoder();

  private final OutputFormat format;

  public OutputEncoder(OutputFormat format) {
    this.format = format;
  }

  /**
   * @throws IllegalArgumentException when the record is not of the topic's schema
   */
  public OutputMessage encode(Topic topic, String key, SpecificRecord source, long timeMillis) {
    if (!topic.schema().getFullName().equals(source.getSchema().getFullName())) {
      throw new IllegalArgumentException(
          topic + " carries " + topic.schema().getName() + ", not " + source.getSchema().getName());
    }
    return new OutputMessage(topic, key, bytes(source), timeMillis);
  }

  private byte[] bytes(SpecificRecord source) {
    return format == OutputFormat.JSON ? AvroJson.bytes(source) : AVRO.encode(source);
  }
}
