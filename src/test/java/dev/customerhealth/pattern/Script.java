package dev.customerhealth.pattern;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.alert.Story;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Signals and stories as text. A signal is a day, milliseconds after it, a kind and a service line,
 * as in {@code 60+1:SPEND_WATCH/laundry}; a story is its signals with {@code >} between them.
 */
final class Script {

  static final long DAY = 86_400_000L;
  static final long START = Instant.parse("2011-06-06T10:00:00Z").toEpochMilli();

  static final Map<AlertReason, Integer> WINDOWS = RulesYaml.shipped().alerts().storyDays();

  private static final CustomerFacts FACTS =
      new CustomerFacts(null, "mai", null, true, null, null, null, 90, 22, 8.0, 41.5, null, 3);

  private Script() {}

  static List<Signal> signals(String customer, String script) {
    return Arrays.stream(script.split("\\s+")).map(text -> signal(customer, text)).toList();
  }

  static Signal signal(String customer, String text) {
    return signal(customer, text, WINDOWS);
  }

  /**
   * @param windows days by story
   */
  static Signal signal(String customer, String text, Map<AlertReason, Integer> windows) {
    String[] parts = text.split("[:/]");
    String[] time = parts[0].split("\\+");
    long millis =
        START + Long.parseLong(time[0]) * DAY + (time.length > 1 ? Long.parseLong(time[1]) : 0);
    String line = parts.length > 2 ? parts[2] : null;
    var kind = SignalKind.valueOf(parts[1]);
    return new Signal(customer, millis, millis, kind, line, "TIME", List.of(), FACTS, windows);
  }

  static String text(List<Story> stories) {
    return stories.stream().map(Script::text).collect(Collectors.joining(" "));
  }

  static String text(Story story) {
    String line = story.serviceLine() == null ? "" : "/" + story.serviceLine();
    return story.signals().stream().map(Script::text).collect(Collectors.joining(">")) + line;
  }

  private static String text(Signal signal) {
    long since = signal.timeMillis() - START;
    String rest = since % DAY == 0 ? "" : "+" + since % DAY;
    return since / DAY + rest + ":" + signal.kind();
  }
}
