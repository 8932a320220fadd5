package dev.customerhealth.codec;

import java.util.Locale;

/** How output records are written. */
public enum OutputFormat {
  /** Avro: single-object encoding, or the Confluent framing with a schema registry. */
  AVRO,
  /** One JSON object, as in the files of file mode. */
  JSON;

  /** The media type of a record's value. */
  public String contentType() {
    return "application/" + this;
  }

  /** As in {@code --output-format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
