package dev.customerhealth.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a document while it is read. Every question notes what is wrong and answers with a
 * stand-in, so that one pass finds all faults; who asks must not use the answers once there are
 * any. {@link #done} refuses the keys that nobody asked for.
 */
final class YamlSection {

  /** Decimal numbers as people write them; neither octal (010) nor hexadecimal, infinite or NaN. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?=[.\\d])(0|[1-9]\\d{0,17})?(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?");

  private final YamlNode.Mapping node;
  private final YamlPath path;
  private final YamlFaults faults;
  private final Set<String> asked = new LinkedHashSet<>();
  private final Set<String> faulty = new HashSet<>();

  /**
   * @param path where this section stands, though its values may be inherited from elsewhere
   */
  YamlSection(YamlNode.Mapping node, YamlPath path, YamlFaults faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
  }

  YamlSection section(String key) {
    YamlPath place = path.child(key);
    YamlNode found = find(key, "a mapping");
    if (found instanceof YamlNode.Mapping mapping) {
      return new YamlSection(mapping, place, faults);
    }
    if (found != null) {
      fault(key, found, "must be a mapping, is " + found.kind());
    }
    // Its keys would all be missing: one fault is enough.
    return new YamlSection(new YamlNode.Mapping(place, 0, Map.of()), place, new YamlFaults());
  }

  /** A mapping whose keys are the user's own names. */
  Map<String, YamlNode> entries(String key) {
    return section(key).node.entries();
  }

  List<YamlNode> items(String key, int most) {
    String allowed = "a list of at most " + most;
    YamlNode found = find(key, allowed);
    if (found instanceof YamlNode.Sequence sequence && sequence.items().size() <= most) {
      return sequence.items();
    }
    if (found != null) {
      fault(key, found, "must be " + allowed + ", is " + size(found));
    }
    return List.of();
  }

  private static String size(YamlNode node) {
    return node instanceof YamlNode.Sequence sequence
        ? "a list of " + sequence.items().size()
        : node.kind();
  }

  double number(String key, YamlRange range) {
    YamlNode found = find(key, "a number " + range);
    return found == null ? Double.NaN : number(key, found, range);
  }

  /** The numbers of a list, one fault for each that is none. */
  List<Double> numbers(String key, int count, YamlRange range) {
    List<YamlNode> items = items(key, count);
    if (items.size() != count && !faulty.contains(key)) {
      fault(
          key,
          Objects.requireNonNullElse(node.entries().get(key), node),
          "must be a list of " + count + ", is a list of " + items.size());
    }
    return items.stream().map(item -> number(key, item, range)).toList();
  }

  double number(String key, YamlNode found, YamlRange range) {
    String text = text(found);
    double value =
        text != null && NUMBER.matcher(text).matches()
            ? Double.parseDouble(text) + 0.0
            : Double.NaN;
    if (!range.holds(value)) {
      fault(key, found, "must be a number " + range + ", is " + shown(found));
    }
    return value;
  }

  int whole(String key, int from, int to) {
    String allowed = "a whole number from " + from + " to " + to;
    YamlNode found = find(key, allowed);
    if (found == null) {
      return 0;
    }
    String text = text(found);
    double value =
        text != null && NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(value >= from && value <= to && value == StrictMath.rint(value))) {
      fault(key, found, "must be " + allowed + ", is " + shown(found));
      return 0;
    }
    return (int) value;
  }

  String text(String key, int longest) {
    return parsed(
        key,
        "a text of 1 to " + longest + " characters, none of them a control character",
        "",
        text -> isText(text, longest) ? text : null);
  }

  static boolean isText(String text, int longest) {
    return !text.isBlank()
        && text.length() <= longest
        && text.chars().noneMatch(Character::isISOControl);
  }

  <E extends Enum<E>> E symbol(String key, Class<E> type) {
    E[] symbols = type.getEnumConstants();
    String allowed =
        Arrays.stream(symbols).map(E::name).collect(Collectors.joining(", ", "one of ", ""));
    return parsed(
        key,
        allowed,
        symbols[0],
        text ->
            Arrays.stream(symbols)
                .filter(symbol -> symbol.name().equals(text))
                .findFirst()
                .orElse(null));
  }

  /**
   * A value with a syntax of its own.
   *
   * @param parse answers null, or throws, for what is not allowed
   */
  <T> T parsed(String key, String allowed, T standIn, Function<String, @Nullable T> parse) {
    YamlNode found = find(key, allowed);
    return found == null ? standIn : parsed(key, found, allowed, standIn, parse);
  }

  <T> T parsed(
      String key, YamlNode found, String allowed, T standIn, Function<String, @Nullable T> parse) {
    String text = text(found);
    T value = text == null ? null : attempt(parse, text);
    if (value == null) {
      fault(key, found, "must be " + allowed + ", is " + shown(found));
      return standIn;
    }
    return value;
  }

  private static <T> @Nullable T attempt(Function<String, @Nullable T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Whether a key that may be left out was given. */
  boolean has(String key) {
    asked.add(key);
    return node.entries().containsKey(key);
  }

  /**
   * Values that must fit together. Told at the first key; not told when one of them is faulty by
   * itself, nor when all are inherited, because then it was told where they come from.
   */
  void together(boolean fits, String what, String... keys) {
    if (!fits && isTellable(keys)) {
      faults.add(path.child(keys[0]), what);
    }
  }

  /** As {@link #together}, told at the section: none of its keys is more to blame than another. */
  void togetherAsWhole(boolean fits, String what, String... keys) {
    if (!fits && isTellable(keys)) {
      faults.add(path, what);
    }
  }

  private boolean isTellable(String... keys) {
    return Arrays.stream(keys).noneMatch(faulty::contains)
        && Arrays.stream(keys).anyMatch(this::owns);
  }

  private boolean owns(String key) {
    YamlNode found = node.entries().get(key);
    return found != null && found.path().equals(path.child(key));
  }

  /** Refuses the keys that nobody asked for. */
  void done() {
    node.entries()
        .forEach(
            (key, value) -> {
              if (!asked.contains(key)) {
                faults.add(value, "is not known, did you mean " + nearest(key) + "?");
              }
            });
  }

  private String nearest(String key) {
    return asked.stream()
        .min(Comparator.comparingInt(known -> EditDistance.between(key, known)))
        .orElse("nothing");
  }

  private @Nullable YamlNode find(String key, String allowed) {
    asked.add(key);
    YamlNode found = node.entries().get(key);
    if (found == null) {
      faults.add(path.child(key), "is missing, must be " + allowed);
      faulty.add(key);
    }
    return found;
  }

  private void fault(String key, YamlNode found, String what) {
    faulty.add(key);
    faults.add(found, what);
  }

  private static @Nullable String text(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar ? scalar.text() : null;
  }

  private static String shown(YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      return node.kind();
    }
    return scalar.text() == null ? "empty" : '"' + YamlFaults.excerpt(scalar.text()) + '"';
  }
}
