package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something worth knowing began or ended.
 *
 * @param timeMillis when it was decided, epoch milliseconds
 * @param occurredMillis since when it holds: the time of the event behind it; before {@code
 *     timeMillis} when that event came late
 * @param serviceLine the line it is about; null: all lines together, or no line
 * @param cause the event as {@code purchases/ID}, or {@code TIME} or {@code RULES}
 * @param evidence the numbers behind it
 * @param storyDays how far back a story may begin that this signal ends, days by the story's
 *     reason, as the rules say that decided it; empty for what ends no story
 */
public record Signal(
    String customerId,
    long timeMillis,
    long occurredMillis,
    SignalKind kind,
    @Nullable String serviceLine,
    String cause,
    List<AlertEvidence> evidence,
    CustomerFacts facts,
    Map<AlertReason, Integer> storyDays) {

  /** For everybody who sorts signals: what ends something comes before what begins. */
  public static final Comparator<Signal> ORDER =
      Comparator.comparingLong(Signal::timeMillis)
          .thenComparing(Signal::kind)
          .thenComparing(Signal::id);

  private static final long DAY_MILLIS = 86_400_000L;

  public Signal {
    evidence = List.copyOf(evidence);
    storyDays = Map.copyOf(storyDays);
  }

  /** Milliseconds back to the first signal of a story that this one ends, at most, inclusive. */
  public long storyMillis(AlertReason story) {
    return storyDays.getOrDefault(story, 0) * DAY_MILLIS;
  }

  /**
   * Unique among a customer's signals and the same in every replay: one event, at one time, says
   * one thing of a kind about a line.
   */
  public String id() {
    String line = serviceLine == null ? "" : "/" + serviceLine;
    return kind + "/" + timeMillis + "/" + cause + line;
  }

  /** Whether it is about what was the case at the given time already. */
  boolean tellsOfTimeBefore(long millis) {
    return occurredMillis < timeMillis && occurredMillis <= millis;
  }
}
