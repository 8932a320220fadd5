package dev.customerhealth.codec;

import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import java.util.Map;

/**
 * The rules document as YAML. A key that a document leaves out keeps its shipped value, so that
 * documents written for an older release stay valid when a release adds keys; a key that is not
 * known is a fault.
 */
public final class RulesYaml {

  /** What became of a document. */
  public sealed interface Result {}

  public record Valid(Rules rules) implements Result {}

  /**
   * @param faults all of them, at least one: {@code path: what is wrong, what is allowed (line n)}
   */
  public record Invalid(List<String> faults) implements Result {

    public Invalid {
      faults = List.copyOf(faults);
    }
  }

  /** Under a document that must be complete. */
  static final YamlNode.Mapping NOTHING = new YamlNode.Mapping(YamlPath.ROOT, 0, Map.of());

  private RulesYaml() {}

  /** Never throws, whatever it is given; at most 1 MiB are read. */
  public static Result read(String yaml) {
    return read(yaml, Shipped.DOCUMENT);
  }

  /**
   * Reads a document that is known to be valid, such as one that {@link #write} made.
   *
   * @throws IllegalArgumentException naming every fault
   */
  public static Rules parse(String yaml) {
    Result result = read(yaml);
    if (result instanceof Invalid invalid) {
      throw new IllegalArgumentException(
          "The rules have faults:\n" + String.join("\n", invalid.faults()));
    }
    return ((Valid) result).rules();
  }

  /** A complete document with the same meaning: {@code read(write(rules))} equals the rules. */
  public static String write(Rules rules) {
    return RulesWriter.write(rules);
  }

  /** The rules that come with this release. */
  public static Rules shipped() {
    return Shipped.RULES;
  }

  static Result read(String yaml, YamlNode.Mapping below) {
    var faults = new YamlFaults();
    return YamlDocument.read(yaml, faults)
        .flatMap(document -> new RulesReader(below, faults).read(document))
        .<Result>map(Valid::new)
        .orElseGet(() -> new Invalid(faults.list()));
  }

  /** Loaded once, when first asked for. The shipped document must be complete by itself. */
  private static final class Shipped {

    private static final String TEXT = ShippedFile.text("rules.yaml");
    private static final Rules RULES = rules();
    private static final YamlNode.Mapping DOCUMENT =
        YamlDocument.read(TEXT, new YamlFaults()).orElseThrow();

    private static Rules rules() {
      Result result = read(TEXT, NOTHING);
      if (result instanceof Valid valid) {
        return valid.rules();
      }
      throw new IllegalStateException("The shipped rules are faulty: " + result);
    }
  }
}
