package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.alert.SignalKind;

/**
 * How far a customer's staying away has come, from nothing worth telling to lost. The order of the
 * constants is kept in state: only append.
 */
public enum Absence {
  NONE,
  SILENT,
  WATCH,
  CALL,
  LOST,
  /** LOST, and not worth a signal: of whom nothing was ever told no alert can be open. */
  GONE;

  /** What to signal when it has come so far, if anything. */
  SignalKind kind() {
    return switch (this) {
      case NONE -> SignalKind.RETURNED;
      case SILENT -> SignalKind.SILENT;
      case WATCH -> SignalKind.OVERDUE_WATCH;
      case CALL -> SignalKind.OVERDUE_CALL;
      case LOST, GONE -> SignalKind.LOST;
    };
  }

  /** Whether the step down to another ends what somebody may have been alarmed about. */
  boolean isEndedBy(Absence next) {
    return this != NONE && (next == NONE || (compareTo(WATCH) >= 0 && next.compareTo(WATCH) < 0));
  }
}
