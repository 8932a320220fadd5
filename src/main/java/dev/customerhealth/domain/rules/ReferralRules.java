package dev.customerhealth.domain.rules;

/**
 * When a referral converts.
 *
 * @param windowDays days of 24 hours from the referral within which the first purchase must be
 *     made, 1 to 1095; default 365
 */
public record ReferralRules(int windowDays) {}
