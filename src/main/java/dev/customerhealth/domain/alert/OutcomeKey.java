package dev.customerhealth.domain.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Under what tickets are summed up: win-backs by outcome, or reasons for leaving.
 *
 * @param month {@code yyyy-MM}
 * @param segment of the rules
 * @param outcome null for a reason for leaving
 * @param reason a code; null for a win-back
 * @param competitor null: none was named
 */
public record OutcomeKey(
    String month,
    String segment,
    @Nullable WinBackOutcome outcome,
    @Nullable String reason,
    @Nullable String competitor) {

  private static final char BAR = '|';
  private static final char ESCAPE = '\\';

  static OutcomeKey winBack(String month, String segment, WinBackOutcome outcome) {
    return new OutcomeKey(month, segment, outcome, null, null);
  }

  static OutcomeKey loss(String month, String segment, String reason, @Nullable String competitor) {
    return new OutcomeKey(month, segment, null, reason, competitor);
  }

  /**
   * As the key of a record: three parts of a win-back, four of a reason; a bar in one is escaped.
   */
  public String text() {
    String begin = escaped(month) + BAR + escaped(segment) + BAR;
    if (outcome != null) {
      return begin + outcome;
    }
    String named = competitor == null ? "" : escaped(competitor);
    return begin + escaped(String.valueOf(reason)) + BAR + named;
  }

  /** Of a text that {@link #text} made. */
  public static OutcomeKey of(String text) {
    List<String> parts = parts(text);
    String month = parts.get(0);
    String segment = parts.get(1);
    if (parts.size() == 3) {
      return winBack(month, segment, WinBackOutcome.valueOf(parts.get(2)));
    }
    String competitor = parts.get(3);
    return loss(month, segment, parts.get(2), competitor.isEmpty() ? null : competitor);
  }

  private static String escaped(String part) {
    return part.replace("\\", "\\\\").replace("|", "\\|");
  }

  private static List<String> parts(String text) {
    var parts = new ArrayList<String>(4);
    var part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      if (next == BAR) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(next == ESCAPE ? text.charAt(++i) : next);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}
