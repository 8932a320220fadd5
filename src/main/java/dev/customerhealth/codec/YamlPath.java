package dev.customerhealth.codec;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a YAML document. Spelled out only when asked for: a long key above many
 * values would otherwise be copied for each of them.
 *
 * @param parent null for the document itself
 */
record YamlPath(@Nullable YamlPath parent, String key) {

  static final YamlPath ROOT = new YamlPath(null, "");

  YamlPath child(String name) {
    return new YamlPath(this, name);
  }

  YamlPath item(int index) {
    return new YamlPath(this, "[" + index + "]");
  }

  /**
   * For example {@code segments.default.cadence.mix.weights[2]}; the document itself is {@code
   * document}.
   */
  @Override
  public String toString() {
    if (parent == null) {
      return "document";
    }
    return parent.parent == null || key.startsWith("[") ? above() + key : above() + "." + key;
  }

  private String above() {
    return parent == null || parent.parent == null ? "" : parent.toString();
  }
}
