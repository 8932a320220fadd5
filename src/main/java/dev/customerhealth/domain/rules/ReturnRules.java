package dev.customerhealth.domain.rules;

/**
 * When a return is early, on the own rhythm, or late: by the shares of the customer's own gaps that
 * would be shorter, or longer.
 *
 * @param earlyShare a gap among so many of the shortest is early, above 0 to .5; default .1
 * @param lateShare a gap among so many of the longest is late, above 0 to .5; default .1
 */
public record ReturnRules(double earlyShare, double lateShare) {}
