package dev.customerhealth.domain.alert;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a customer can have only one open alert of. */
public record AlertKey(AlertReason reason, @Nullable String serviceLine)
    implements Comparable<AlertKey> {

  private static final Comparator<AlertKey> ORDER =
      Comparator.comparing(AlertKey::reason)
          .thenComparing(
              AlertKey::serviceLine, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  @Override
  public int compareTo(AlertKey other) {
    return ORDER.compare(this, other);
  }

  /** Of what a signal makes a WATCH again; null: of nothing. */
  static @Nullable AlertKey easedBy(Signal signal) {
    return switch (signal.kind()) {
      case SPEND_EASED -> new AlertKey(AlertReason.SPEND_DROP, signal.serviceLine());
      case OVERDUE_EASED -> new AlertKey(AlertReason.OVERDUE, null);
      default -> null;
    };
  }

  /**
   * Whether a signal ends what this is about. A signal without a line is about all of them; one of
   * a line says nothing about the total, nor about another line.
   */
  boolean isClearedBy(Signal signal) {
    boolean sameLine =
        signal.kind() != SignalKind.SPEND_RECOVERED
            || Objects.equals(signal.serviceLine(), serviceLine);
    return reason.clearedBy().contains(signal.kind()) && sameLine;
  }
}
