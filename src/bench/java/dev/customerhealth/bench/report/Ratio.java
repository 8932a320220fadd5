package dev.customerhealth.bench.report;

/**
 * One figure over another, pair by pair.
 *
 * @param target what it should reach; 0: nothing was set
 * @param atMost whether it should be no more than that, instead of no less
 */
public record Ratio(String name, Spread value, double target, boolean atMost) {

  static Ratio atLeast(String name, Spread value, double target) {
    return new Ratio(name, value, target, false);
  }

  static Ratio atMost(String name, Spread value, double target) {
    return new Ratio(name, value, target, true);
  }

  boolean isReached() {
    return atMost ? value.median() <= target : value.median() >= target;
  }

  /** Nothing for a ratio without a target. */
  String verdict() {
    return target == 0
        ? ""
        : value.n() == 0 ? "not measured" : isReached() ? "reached" : "not reached";
  }
}
