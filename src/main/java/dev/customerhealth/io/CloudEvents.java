package dev.customerhealth.io;

import dev.customerhealth.codec.OutputFormat;
import dev.customerhealth.codec.OutputMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The headers that make a record of Kafka a CloudEvent in binary mode (CloudEvents 1.0, Kafka
 * protocol binding): the value stays as it is.
 */
final class CloudEvents {

  /** The type of every event of the alerts topic. */
  static final String ALERT_TYPE = "dev.customerhealth.defection-alert";

  private CloudEvents() {}

  /**
   * None for topics that want none, and for tombstones, which are no events.
   *
   * @param source who speaks: the prefix of the topics
   */
  static List<Header> headers(OutputMessage message, String source, OutputFormat format) {
    if (!message.topic().isCloudEvents() || message.value() == null) {
      return List.of();
    }
    return List.of(
        header("ce_specversion", "1.0"),
        header("ce_id", message.key() + "/" + message.revision()),
        header("ce_source", "/" + source),
        header("ce_type", ALERT_TYPE),
        header("ce_time", Instant.ofEpochMilli(message.timeMillis()).toString()),
        header("content-type", format.contentType()));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
