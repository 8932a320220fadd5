package dev.customerhealth.domain.rules;

/**
 * When a silent customer is overdue. All three are probabilities, 0 to 1, and hold inclusively;
 * nobody is overdue before the first own gap of silence has passed.
 *
 * @param watchRisk silence risk over the segment's horizon from which WATCH opens; default .5; at
 *     most callRisk
 * @param callRisk the same for CALL; default .7
 * @param ownRisk silence risk over the customer's own horizon that both need as well; default .5
 */
public record OverdueRules(double watchRisk, double callRisk, double ownRisk) {}
