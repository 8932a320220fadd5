package dev.customerhealth.domain.alert;

/** Takes what the life of alerts has to say. */
public interface AlertPublisher {

  /** A new revision, before the owner's budget has been asked. */
  void alert(Alert alert);

  void answer(ActionAnswer answer);

  /** Nothing may be published under this id any more. */
  void withdraw(String alertId, long atMillis);
}
