package dev.customerhealth.codec;

import java.util.LinkedHashMap;

/**
 * Lays one mapping over another: inheritance. Values keep the place where they were written, so
 * that a fault in an inherited value is told once, at its origin.
 */
final class YamlOverlay {

  private final YamlFaults faults;

  YamlOverlay(YamlFaults faults) {
    this.faults = faults;
  }

  /**
   * Mappings are merged key by key, lists and values replaced. The result stands where the upper
   * one stands.
   */
  YamlNode.Mapping merge(YamlNode.Mapping below, YamlNode.Mapping above) {
    var merged = new LinkedHashMap<>(below.entries());
    above.entries().forEach((key, value) -> merged.merge(key, value, this::replace));
    return new YamlNode.Mapping(above.path(), above.line(), merged);
  }

  private YamlNode replace(YamlNode below, YamlNode above) {
    if (below instanceof YamlNode.Mapping lower) {
      return above instanceof YamlNode.Mapping upper ? merge(lower, upper) : keep(lower, above);
    }
    if (above instanceof YamlNode.Mapping) {
      return refuse(below, above);
    }
    return above;
  }

  /** A section with nothing in it (all its keys commented out) changes nothing. */
  private YamlNode keep(YamlNode below, YamlNode above) {
    boolean nothing = above instanceof YamlNode.Scalar scalar && scalar.text() == null;
    return nothing ? below : refuse(below, above);
  }

  private YamlNode refuse(YamlNode below, YamlNode above) {
    faults.add(above, "must be " + below.kind() + ", is " + above.kind());
    return below;
  }
}
