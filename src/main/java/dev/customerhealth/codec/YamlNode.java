package dev.customerhealth.codec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document that remembers where it was written. */
sealed interface YamlNode {

  YamlPath path();

  /** Counted from 1. */
  int line();

  /**
   * @param text as written, without quotes; null when nothing was written, or {@code null}
   */
  record Scalar(YamlPath path, int line, @Nullable String text) implements YamlNode {}

  record Sequence(YamlPath path, int line, List<YamlNode> items) implements YamlNode {}

  /** Entries in the order of the document. */
  record Mapping(YamlPath path, int line, Map<String, YamlNode> entries) implements YamlNode {}

  default String kind() {
    if (this instanceof Mapping) {
      return "a mapping";
    }
    return this instanceof Sequence ? "a list" : "a value";
  }
}
