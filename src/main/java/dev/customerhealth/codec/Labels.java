package dev.customerhealth.codec;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What people read where an output carries a code. Sorted, immutable. */
public final class Labels {

  public static final String VIETNAMESE = "vi";
  public static final String ENGLISH = "en";

  private static final String COMMON = "Common";

  private final Map<String, Map<String, Map<String, String>>> byGroup;

  private Labels(Map<String, Map<String, Map<String, String>>> byGroup) {
    this.byGroup = byGroup;
  }

  /** The labels that come with this release. */
  public static Labels shipped() {
    return Shipped.LABELS;
  }

  /**
   * The label of a code; in English when the language has none, and the code itself when no group
   * lists it: a label that is missing must not cost an output.
   *
   * @param group the enum's name in the contract, for example {@code AlertReason}
   * @param lang {@code vi} or {@code en}
   */
  public String text(String group, String code, String lang) {
    return find(group, code, lang)
        .or(() -> find(COMMON, code, lang))
        .or(() -> find(group, code, ENGLISH))
        .orElse(code);
  }

  /**
   * The label in exactly this group and language; upper or lower case of the code does not matter.
   */
  public Optional<String> find(String group, String code, String lang) {
    String symbol = code.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(
        byGroup.getOrDefault(group, Map.of()).getOrDefault(symbol, Map.of()).get(lang));
  }

  public Set<String> groups() {
    return byGroup.keySet();
  }

  /** The codes of a group; none for a group that is not known. */
  public Set<String> codes(String group) {
    return byGroup.getOrDefault(group, Map.of()).keySet();
  }

  static Labels read(String yaml) {
    var faults = new YamlFaults();
    YamlNode document = YamlDocument.read(yaml, faults).orElse(null);
    if (document == null || !faults.isEmpty()) {
      throw new IllegalArgumentException("Faulty labels: " + faults.list());
    }
    return new Labels(mapped(document, group -> mapped(group, code -> mapped(code, Labels::text))));
  }

  private static <T> Map<String, T> mapped(YamlNode node, Function<YamlNode, T> each) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw new IllegalArgumentException("Faulty labels: " + node.path() + " must be a mapping");
    }
    var sorted = new TreeMap<String, T>();
    mapping.entries().forEach((key, value) -> sorted.put(key, each.apply(value)));
    return Collections.unmodifiableMap(sorted);
  }

  private static String text(YamlNode node) {
    String text = node instanceof YamlNode.Scalar scalar ? scalar.text() : null;
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("Faulty labels: " + node.path() + " must be a text");
    }
    return text;
  }

  private static final class Shipped {
    private static final Labels LABELS = read(ShippedFile.text("labels.yaml"));
  }
}
