package dev.customerhealth.domain.rules;

/**
 * What the spend component compares: recent spend with the average over as long a time before it.
 * Both windows are multiples of 7 days and together within {@link Rules#REACH_DAYS}.
 *
 * @param recentDays length of the recent window in days; default 91
 * @param baseDays longest time before it that the average is taken over, in days; default 273
 * @param minBasePurchases purchases in the base below which the component is missing; default 3, at
 *     least 1
 * @param minBaseDays days known before the recent window below which it is missing; default 91, at
 *     most baseDays
 */
public record SpendComponentRules(
    int recentDays, int baseDays, int minBasePurchases, int minBaseDays) {}
