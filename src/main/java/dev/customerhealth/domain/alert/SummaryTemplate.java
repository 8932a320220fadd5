package dev.customerhealth.domain.alert;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with {@code {placeholders}}. What stands in {@code [brackets]} is left out when one of
 * its placeholders is unknown; brackets are not nested. Placeholders that may be unknown stand in
 * brackets only.
 */
public final class SummaryTemplate {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern PART = Pattern.compile("\\[([^\\[\\]]*)]|([^\\[\\]]+)");
  private static final Pattern WHOLE = Pattern.compile("(?:\\[[^\\[\\]]*]|[^\\[\\]])*");

  /** What is left of a sentence whose beginning was left out. */
  private static final Pattern LEADING = Pattern.compile("^[\\s.,;:]+");

  private SummaryTemplate() {}

  /**
   * What is wrong with a template; empty: nothing.
   *
   * @param always placeholders that are always known
   * @param sometimes placeholders that may be unknown
   */
  public static Optional<String> fault(String template, Set<String> always, Set<String> sometimes) {
    if (!WHOLE.matcher(template).matches()) {
      return Optional.of("has brackets that are nested or not closed");
    }
    String bare = PLACEHOLDER.matcher(template).replaceAll("");
    if (bare.indexOf('{') >= 0 || bare.indexOf('}') >= 0) {
      return Optional.of("has braces that are not closed");
    }
    Matcher parts = PART.matcher(template);
    while (parts.find()) {
      boolean bracketed = parts.group(1) != null;
      for (String name : names(parts.group())) {
        if (!always.contains(name) && !sometimes.contains(name)) {
          return Optional.of("has {" + name + "}, known are " + known(always, sometimes));
        }
        if (!bracketed && !always.contains(name)) {
          return Optional.of("has {" + name + "}, which may be unknown, outside of [brackets]");
        }
      }
    }
    return Optional.empty();
  }

  /** As {@link #fill}, beginning with a capital: the part that did so may have been left out. */
  public static String sentence(String template, Map<String, String> values) {
    return capitalised(LEADING.matcher(fill(template, values)).replaceFirst("").strip());
  }

  /** The template with its values; one with faults gives what it can. */
  public static String fill(String template, Map<String, String> values) {
    var text = new StringBuilder();
    Matcher parts = PART.matcher(template);
    while (parts.find()) {
      String optional = parts.group(1);
      if (optional == null) {
        text.append(filled(parts.group(), values));
      } else if (values.keySet().containsAll(names(optional))) {
        text.append(filled(optional, values));
      }
    }
    return text.toString();
  }

  private static String filled(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), "?")));
  }

  private static Set<String> names(@Nullable String text) {
    var names = new TreeSet<String>();
    PLACEHOLDER.matcher(text == null ? "" : text).results().forEach(m -> names.add(m.group(1)));
    return names;
  }

  private static Set<String> known(Set<String> always, Set<String> sometimes) {
    var known = new TreeSet<>(always);
    known.addAll(sometimes);
    return Collections.unmodifiableSet(known);
  }

  private static String capitalised(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int end = text.offsetByCodePoints(0, 1);
    return new StringBuilder()
        .appendCodePoint(Character.toTitleCase(text.codePointAt(0)))
        .append(text, end, text.length())
        .toString();
  }
}
