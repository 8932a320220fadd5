package dev.customerhealth.domain.customer;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;

/** The shipped rules with something changed. */
public final class TestRules {

  private static final String SEGMENTS =
      """
      segments:
        default: {}
        retail: {spendDrop: {windowDays: 91, baseDays: 91, longWindowFactor: 2}}
        restaurant: {basis: VISIT, horizonDays: 60}
        wholesale: {horizonDays: 180}
      """;

  private TestRules() {}

  /** Dollars have a rate, other foreign currencies have none. */
  public static Rules withDollars() {
    return with("currency: {rates: {USD: 0.8}}");
  }

  /**
   * @param yaml sections of the document other than the segments
   */
  public static Rules with(String... yaml) {
    return RulesYaml.parse("version: test\n" + SEGMENTS + String.join("\n", yaml));
  }

  /**
   * @param yaml what is changed in the default segment
   */
  public static Rules withDefault(String yaml) {
    return RulesYaml.parse("version: test\nsegments: {default: {" + yaml + "}}\n");
  }
}
