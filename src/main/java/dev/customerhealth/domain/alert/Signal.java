package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.List;
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
 */
public record Signal(
    String customerId,
    long timeMillis,
    long occurredMillis,
    SignalKind kind,
    @Nullable String serviceLine,
    String cause,
    List<AlertEvidence> evidence,
    CustomerFacts facts) {

  /** For everybody who sorts signals: what ends something comes before what begins. */
  public static final Comparator<Signal> ORDER =
      Comparator.comparingLong(Signal::timeMillis)
          .thenComparing(Signal::kind)
          .thenComparing(Signal::id);

  public Signal {
    evidence = List.copyOf(evidence);
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
