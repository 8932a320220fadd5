package dev.customerhealth.operator;

/**
 * A document that was accepted: its version stands for its content from now on.
 *
 * @param number of its {@link dev.customerhealth.domain.rules.RulesChange}
 * @param version empty for a number that was given to something that is gone
 * @param sha256 of the complete document
 */
public record KnownRules(long number, String version, boolean shadow, String sha256) {

  static KnownRules gone(long number) {
    return new KnownRules(number, "", false, "");
  }
}
