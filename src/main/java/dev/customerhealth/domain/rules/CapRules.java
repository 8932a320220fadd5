package dev.customerhealth.domain.rules;

/**
 * Limits that hold the score down whatever the weights say. Caps are points (0 to 100) and end by
 * themselves.
 *
 * @param terribleCap after one experience of level 1; default 35
 * @param terribleDays days after which that cap begins to rise if it was not resolved before;
 *     default 60
 * @param terribleRisePerDay points by which it then rises each day; default 1.0
 * @param basicCap after one experience of level 2; default 60
 * @param basicDays days for which that cap holds; default 30
 * @param leavingCap after a declared leaving; default 25
 * @param leavingEndsAfterPurchases purchases that end it (a staff note that the customer stays does
 *     too); default 2
 */
public record CapRules(
    double terribleCap,
    int terribleDays,
    double terribleRisePerDay,
    double basicCap,
    int basicDays,
    double leavingCap,
    int leavingEndsAfterPurchases) {}
