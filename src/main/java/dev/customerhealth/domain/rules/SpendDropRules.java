package dev.customerhealth.domain.rules;

/**
 * When spend has fallen: drop = (base - current) / base, compared inclusively.
 *
 * <p>Windows are multiples of 7 days, so that a guest who comes every Saturday never drops.
 * Together, and times {@code longWindowFactor}, they stay within {@link Rules#REACH_DAYS}.
 *
 * @param windowDays length of the current window in days; default 28, retail and wholesale 91
 * @param baseDays length of the window before it in days; default as windowDays
 * @param minBasePurchases purchases that the base needs, or there is no drop; default 4, at least 1
 * @param watchDrop share of the base, 0 to 1, from which a drop is to be watched; default .20; at
 *     most callDrop
 * @param callDrop share of the base, 0 to 1, from which it asks for a call; default .50
 * @param significanceZ z from which a drop is more than this customer's usual ups and downs;
 *     default 1.645 (5 %, one-sided, compound Poisson)
 * @param longWindowFactor a drop over windows this many times longer may stand in for significance;
 *     default 3, retail and wholesale 2; 1: nothing stands in for it
 */
public record SpendDropRules(
    int windowDays,
    int baseDays,
    int minBasePurchases,
    double watchDrop,
    double callDrop,
    double significanceZ,
    int longWindowFactor) {}
