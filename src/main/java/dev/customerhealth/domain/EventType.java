package dev.customerhealth.domain;

import java.util.Arrays;
import java.util.List;

/**
 * The kinds of event. The order of the constants is part of the order in which events of one
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
  ACTION("actions"),
  /** Made by the job itself: the only one that is no input. */
  CONVERSION("conversions");

  private static final List<EventType> INPUTS =
      Arrays.stream(values()).filter(type -> type != CONVERSION).toList();

  private final String plural;

  EventType(String plural) {
    this.plural = plural;
  }

  /** Those that come in from outside, with a topic and a file each. */
  public static List<EventType> inputs() {
    return INPUTS;
  }

  /**
   * The name of the input in topics ({@code customer-health.purchases}) and options ({@code
   * --purchases}).
   */
  public String plural() {
    return plural;
  }
}
