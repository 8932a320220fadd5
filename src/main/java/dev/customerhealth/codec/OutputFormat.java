package dev.customerhealth.codec;

import java.util.Locale;

/** How output records are written. */
public enum OutputFormat {
  /** Avro's single-object encoding. */
  AVRO,
  /** One JSON object, as in the files of file mode. */
  JSON,
  /** What stands in the files of file mode: JSON objects, and flat scores as rows of CSV. */
  FILES;

  /** As in {@code --output-format}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
