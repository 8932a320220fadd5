package dev.customerhealth.codec;

/** How output records are written to Kafka. */
public enum OutputFormat {
  /** Avro's single-object encoding. */
  AVRO,
  /** One JSON object, as in the files of file mode. */
  JSON
}
