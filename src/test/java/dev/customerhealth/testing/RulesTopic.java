package dev.customerhealth.testing;

import dev.customerhealth.avro.RulesDocument;
import dev.customerhealth.codec.Envelope;
import dev.customerhealth.codec.EventEncoder;
import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.RulesChange;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Records of the rules topic. */
public final class RulesTopic {

  private static final EventEncoder ENCODER = new EventEncoder();
  private static final byte[] NOTHING = {};

  private RulesTopic() {}

  /**
   * A document that changes the default segment.
   *
   * @param head further lines of the document, such as effectiveFrom
   */
  public static String yaml(String version, String segment, String... head) {
    return "version: %s\n%s\nsegments: {default: {%s}}\n"
        .formatted(version, String.join("\n", head), segment);
  }

  /** The value of a record. */
  public static byte[] value(String version, String yaml) {
    return ENCODER.encode(RulesDocument.newBuilder().setVersion(version).setYaml(yaml).build());
  }

  /** As read from the topic. */
  public static Envelope record(String key, long appendedMillis, byte @Nullable [] value) {
    return new Envelope(
        null,
        "",
        appendedMillis,
        "",
        "customer-health.rules",
        0,
        7,
        appendedMillis,
        key.getBytes(StandardCharsets.UTF_8),
        value == null ? NOTHING : value,
        null,
        null);
  }

  /** A document under its own version. */
  public static Envelope record(long appendedMillis, String yaml) {
    String version = yaml.lines().findFirst().orElseThrow().substring("version: ".length());
    return record(version, appendedMillis, value(version, yaml));
  }

  /** What becomes of a valid document. */
  public static RulesChange change(long number, long fromMillis, boolean shadow, String yaml) {
    var rules = RulesYaml.parse(yaml);
    return new RulesChange(number, rules.version(), fromMillis, shadow, RulesYaml.write(rules));
  }
}
