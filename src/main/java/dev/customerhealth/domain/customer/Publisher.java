package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.alert.LaterPurchase;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.experience.ServiceLevel;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.score.HealthScore;

/** Takes what a customer's timeline has to say. */
public interface Publisher {

  /** Why a record matters to consumers. */
  enum Weight {
    /** An update like any other. */
    UPDATE,
    /** Band or status changed, or the score moved noticeably: belongs into the history. */
    CHANGE
  }

  /**
   * @param isFinal event time ends here: the customer's last record of a bounded run
   */
  void score(HealthScore score, Weight weight, boolean isFinal);

  /** The level of one occasion, or a new revision of it. */
  void level(ServiceLevel level);

  /** What an occasion adds to the standing of those who served, or takes back from it. */
  void standing(StandingShare share);

  /** Something worth knowing began or ended. */
  void signal(Signal signal);

  /** What the customer bought while that matters to alerts. */
  void purchase(LaterPurchase purchase);

  /** What was told under this key of service levels is taken back, without a trace. */
  void withdrawLevel(String key, long atMillis);

  /** Nothing is kept, or may be published, of the customer any more. */
  void withdraw(String customerId, long atMillis);
}
