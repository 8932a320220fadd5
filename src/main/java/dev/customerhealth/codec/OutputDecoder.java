package dev.customerhealth.codec;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link OutputEncoder} wrote as Avro, of this release or an earlier one. Threads may
 * share it.
 */
public final class OutputDecoder<T extends SpecificRecord> {

  private final PayloadReader<T> reader;

  /**
   * @param <T> the generated class of the topic's schema
   */
  public OutputDecoder(Topic topic) {
    this(topic, null);
  }

  /**
   * @param registry resolves the ids of the Confluent framing; null when none is configured
   */
  public OutputDecoder(Topic topic, @Nullable SchemaLookup registry) {
    this.reader = new PayloadReader<>(topic.schema(), registry);
  }

  /**
   * @throws IllegalArgumentException when the bytes are no such record
   */
  public T decode(byte[] payload) {
    try {
      return reader.read(payload);
    } catch (Rejection e) {
      throw new IllegalArgumentException(e.reason() + ": " + e.detail(), e);
    }
  }
}
