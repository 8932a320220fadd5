package dev.customerhealth.codec;

import java.io.Serializable;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records of the contract to messages of their topic. Threads may share it; it may travel inside a
 * Flink function.
 */
public final class OutputEncoder implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final EventEncoder AVRO = new EventEncoder();

  private final OutputFormat format;
  private final Map<Topic, Integer> ids;

  /** Avro in single-object encoding, or JSON. */
  public OutputEncoder(OutputFormat format) {
    this(format, Map.of());
  }

  /**
   * @param ids a schema registry's id for each topic's schema: Avro is written in the Confluent
   *     framing; empty: in single-object encoding
   */
  public OutputEncoder(OutputFormat format, Map<Topic, Integer> ids) {
    this.format = format;
    this.ids = Map.copyOf(ids);
  }

  /**
   * @throws IllegalArgumentException when the record is not of the topic's schema
   */
  public OutputMessage encode(Topic topic, String key, SpecificRecord source, long timeMillis) {
    if (!topic.schema().getFullName().equals(source.getSchema().getFullName())) {
      throw new IllegalArgumentException(
          topic + " carries " + topic.schema().getName() + ", not " + source.getSchema().getName());
    }
    return new OutputMessage(topic, key, bytes(topic, source), timeMillis);
  }

  private byte[] bytes(Topic topic, SpecificRecord source) {
    if (format == OutputFormat.JSON) {
      return AvroJson.bytes(source);
    }
    Integer id = ids.get(topic);
    return id == null ? AVRO.encode(source) : AVRO.encode(source, id);
  }
}
