package dev.customerhealth.domain;

/** A fact about one customer, checked at the border: whoever holds one need not check it again. */
public sealed interface CustomerEvent
    permits Profile,
        Visit,
        Purchase,
        Feedback,
        CaseUpdate,
        Observation,
        Referral,
        CrmAction,
        Conversion {

  /** 1 to 128 characters, none of them a control character. */
  String customerId();

  /** When it happened, epoch milliseconds, from 1970 on. */
  long timeMillis();

  /** Unique among the events of its {@link #type()}. */
  String id();

  EventType type();
}
