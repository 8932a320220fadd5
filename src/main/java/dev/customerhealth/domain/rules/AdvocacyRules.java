package dev.customerhealth.domain.rules;

/**
 * What speaking about us is worth in the score, 0 to 1; an NPS answer is worth a tenth of itself.
 *
 * @param halfLifeDays days after which what was said counts half; default 180
 * @param toldSomebody default .9
 * @param referralConverted default 1
 * @param publicShaming default 0
 */
public record AdvocacyRules(
    double halfLifeDays, double toldSomebody, double referralConverted, double publicShaming) {}
