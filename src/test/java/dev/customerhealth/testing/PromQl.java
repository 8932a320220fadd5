package dev.customerhealth.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which series an expression of PromQL asks for. Reads tokens, knows what is no metric (functions,
 * aggregations, keywords, numbers, durations, variables of Grafana), and takes every other
 * identifier for one.
 */
public final class PromQl {

  /**
   * @param labels of the matchers {@code =}, without those that hold a variable
   */
  public record Selector(String metric, Map<String, String> labels) {}

  /**
   * @param grouping labels of by, without, on and ignoring
   */
  public record Expression(List<Selector> selectors, Set<String> grouping) {}

  private static final Set<String> GROUPINGS =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "bool", "offset", "atan2", "inf", "nan");
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "absent",
          "absent_over_time",
          "avg",
          "avg_over_time",
          "ceil",
          "changes",
          "clamp_min",
          "clamp_max",
          "count",
          "count_over_time",
          "delta",
          "deriv",
          "floor",
          "histogram_quantile",
          "idelta",
          "increase",
          "irate",
          "label_replace",
          "label_values",
          "max",
          "max_over_time",
          "min",
          "min_over_time",
          "quantile",
          "rate",
          "resets",
          "round",
          "scalar",
          "sort",
          "sort_desc",
          "sum",
          "sum_over_time",
          "time",
          "timestamp",
          "topk",
          "bottomk",
          "vector");

  private final String text;
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouping = new TreeSet<>();
  private int at;

  private PromQl(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException for what is none, as far as this reader can tell
   */
  public static Expression read(String text) {
    PromQl query = new PromQl(text);
    query.read();
    return new Expression(List.copyOf(query.selectors), Set.copyOf(query.grouping));
  }

  private void read() {
    int depth = 0;
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '"' || next == '\'') {
        string();
      } else if (next == '[') {
        skipPast(']');
      } else if (next == '$') {
        at++;
        word();
      } else if (Character.isDigit(next)) {
        number();
      } else if (isWord(next)) {
        identifier();
      } else {
        depth += next == '(' ? 1 : next == ')' ? -1 : 0;
        if (depth < 0 || "()+-*/%^<>=!, \t\n".indexOf(next) < 0) {
          throw wrong("unexpected " + next);
        }
        at++;
      }
    }
    if (depth != 0) {
      throw wrong("a bracket is not closed");
    }
  }

  private void identifier() {
    String word = word();
    if (GROUPINGS.contains(word)) {
      skipSpace();
      if (at < text.length() && text.charAt(at) == '(') {
        int from = at + 1;
        skipPast(')');
        for (String label : text.substring(from, at - 1).split(",")) {
          grouping.add(label.strip());
        }
      }
    } else if (!KEYWORDS.contains(word) && !FUNCTIONS.contains(word)) {
      skipSpace();
      if (at < text.length() && text.charAt(at) == '(') {
        throw wrong("unknown function " + word);
      }
      selectors.add(new Selector(word, matchers()));
    } else if (word.equals("label_values")) {
      labelValues();
    }
  }

  /** Grafana's own: a selector, and a label that is no metric. */
  private void labelValues() {
    int from = text.indexOf('(', at) + 1;
    int comma = text.lastIndexOf(',');
    selectors.addAll(read(text.substring(from, comma)).selectors());
    grouping.add(text.substring(comma + 1, text.lastIndexOf(')')).strip());
    at = text.length();
  }

  private Map<String, String> matchers() {
    Map<String, String> labels = new LinkedHashMap<>();
    if (at >= text.length() || text.charAt(at) != '{') {
      return labels;
    }
    at++;
    while (text.charAt(at) != '}') {
      skipSpace();
      String label = word();
      int from = at;
      while ("=!~".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String operator = text.substring(from, at);
      String value = string();
      if (!Set.of("=", "!=", "=~", "!~").contains(operator)) {
        throw wrong("no matcher: " + operator);
      }
      if (operator.equals("=") && value.indexOf('$') < 0) {
        labels.put(label, value);
      }
      skipSpace();
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return labels;
  }

  private String string() {
    char quote = text.charAt(at++);
    if (quote != '"' && quote != '\'') {
      throw wrong("a text is missing");
    }
    int from = at;
    while (text.charAt(at) != quote) {
      at++;
    }
    return text.substring(from, at++);
  }

  private void number() {
    while (at < text.length() && (isWord(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
  }

  private String word() {
    int from = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw wrong("a name is missing");
    }
    return text.substring(from, at);
  }

  private static boolean isWord(char one) {
    return one == '_' || one == ':' || Character.isLetterOrDigit(one);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void skipPast(char end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw wrong(end + " is missing");
    }
    at = found + 1;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(what + " at " + at + " in: " + text);
  }
}
