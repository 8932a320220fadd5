package dev.customerhealth.domain.alert;

/** Takes what the life of alerts has to say. */
public interface AlertPublisher {

  /** A new revision, before the owner's budget has been asked. */
  void alert(Alert alert);

  void answer(ActionAnswer answer);

  /** What a ticket adds to the sums of win-backs or of reasons for leaving, or takes back. */
  void outcome(OutcomeShare share);

  /** Nothing moves it any more; its last record stands. */
  void putAway(String alertId, long atMillis);

  /** Nothing is known of it any more, and nothing may be published under its id. */
  void withdraw(String alertId, long atMillis);
}
