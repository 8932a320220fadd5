package dev.customerhealth.domain;

/**
 * The kinds of input. The order of the constants is part of the order in which events of one
 * instant are applied (time, type, id): never reorder, only append.
 */
public enum EventType {
  PROFILE("profiles"),
  VISIT("visits"),
  PURCHASE("purchases"),
  FEEDBACK("feedback"),
  CASE("cases"),
  OBSERVATION("observations"),
  REFERRAL("referrals"),
  ACTION("actions");

  private final String plural;

  EventType(String plural) {
    this.plural = plural;
  }

  /**
   * The name of the input in topics ({@code customer-health.purchases}) and options ({@code
   * --purchases}).
   */
  public String plural() {
    return plural;
  }
}
