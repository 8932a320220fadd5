package dev.customerhealth.domain.rules;

/** Which rules hold when. The same instant always has the same ones. */
@FunctionalInterface
public interface RulesByTime {

  /** Those in force at an instant of event time, epoch milliseconds. */
  Rules at(long millis);

  /** Rules that never change. */
  static RulesByTime always(Rules rules) {
    return millis -> rules;
  }
}
