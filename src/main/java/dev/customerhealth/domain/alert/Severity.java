package dev.customerhealth.domain.alert;

/** How urgent an alert is; the later constant is the more urgent one. */
public enum Severity {
  /** Asks for attention. */
  WATCH,
  /** Asks for a contact. */
  CALL;

  Severity atMost(Severity limit) {
    return compareTo(limit) <= 0 ? this : limit;
  }
}
