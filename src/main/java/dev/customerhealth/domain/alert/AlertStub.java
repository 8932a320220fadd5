package dev.customerhealth.domain.alert;

/**
 * What is left of an alert that ended long ago: enough to answer late actions and to erase it.
 *
 * @param episode epoch day on which it opened
 * @param closedMillis when it ended
 */
public record AlertStub(String id, AlertKey key, int episode, long closedMillis) {

  static AlertStub of(Alert alert, long closedMillis) {
    return new AlertStub(alert.id(), alert.key(), alert.episode(), closedMillis);
  }
}
