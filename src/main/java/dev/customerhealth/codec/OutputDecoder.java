package dev.customerhealth.codec;

import org.apache.avro.specific.SpecificRecord;

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
    this.reader = new PayloadReader<>(topic.schema(), null);
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
