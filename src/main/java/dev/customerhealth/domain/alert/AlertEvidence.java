package dev.customerhealth.domain.alert;

import org.jspecify.annotations.Nullable;

/**
 * A number that speaks for an alert.
 *
 * @param name code of the number, such as {@code spendDrop}
 * @param value in the unit that the name implies; null when the event alone speaks
 * @param eventId the event behind it, such as {@code purchases/489434}; null when time alone is
 */
public record AlertEvidence(String name, @Nullable Double value, @Nullable String eventId) {

  /** The same, brought about by no event. */
  public AlertEvidence withoutEvent() {
    return new AlertEvidence(name, value, null);
  }
}
