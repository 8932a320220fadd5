package dev.customerhealth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.customerhealth.codec.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter or a late event, as far as sending it back needs it.
 *
 * @param where it was read: topic, partition and offset, or file and line
 * @param record the letter, as the contract has it
 */
record RefusedInput(String where, JsonNode record) {

  static final String ERASED = "ERASED";

  private static final String BASE64 = "base64:";

  /** A key of this length may have been cut. */
  private static final int LONGEST_KEY = 1024;

  /** Why an input is not sent. */
  enum Skipped {
    /** Not one of the reasons asked for. */
    OTHER_REASON,
    /** Written before or after the time asked for. */
    OTHER_TIME,
    /** Nothing is left of it, as its customer wanted. */
    ERASED,
    /** Longer than what is kept of an input. */
    CUT,
    /** Came from a file and is no record: mend it there. */
    ROW_OF_A_FILE,
    /** A refused document of rules: only when asked for by its reason. */
    RULES,
    /** From a topic that is none of the job's inputs. */
    UNKNOWN_TOPIC,
    /** Not a dead letter, or not a late event, at all. */
    UNREADABLE
  }

  /** Null for late events. */
  @Nullable String reason() {
    return text("reason");
  }

  /** The name of the topic in which it first stood. */
  String source() {
    return Optional.ofNullable(text("source")).orElse("");
  }

  /** The input topic that it is for, whatever the prefix; empty if there is none. */
  Optional<Topic> topic() {
    String source = source();
    String suffix = source.substring(source.lastIndexOf('.') + 1);
    return Arrays.stream(Topic.values())
        .filter(topic -> topic.isInput() && topic.suffix().equals(suffix))
        .findFirst();
  }

  /** Why its bytes cannot be sent, whatever is asked for; null if they can. */
  @Nullable Skipped obstacle() {
    if (ERASED.equals(reason())) {
      return Skipped.ERASED;
    }
    if ("TEXT".equals(text("rawEncoding"))) {
      return Skipped.ROW_OF_A_FILE;
    }
    byte[] key = key();
    if (text("rawSha256") != null || key != null && key.length >= LONGEST_KEY) {
      return Skipped.CUT;
    }
    if (topic().isEmpty()) {
      return Skipped.UNKNOWN_TOPIC;
    }
    return value() == null ? Skipped.UNREADABLE : null;
  }

  byte @Nullable [] value() {
    return decoded(text("raw"));
  }

  byte @Nullable [] key() {
    String key = text("key");
    if (key == null) {
      return null;
    }
    byte[] bytes = key.startsWith(BASE64) ? decoded(key.substring(BASE64.length())) : null;
    return bytes == null ? key.getBytes(StandardCharsets.UTF_8) : bytes;
  }

  private static byte @Nullable [] decoded(@Nullable String base64) {
    try {
      return base64 == null ? null : Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private @Nullable String text(String field) {
    JsonNode value = record.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }
}
