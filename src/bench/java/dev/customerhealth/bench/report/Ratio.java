package dev.customerhealth.bench.report;

/**
 * One rate over another, pair by pair.
 *
 * @param target what it should reach; 0: nothing was set
 */
public record Ratio(String name, Spread value, double target) {

  boolean isReached() {
    return value.median() >= target;
  }
}
