package dev.customerhealth.domain.rules;

/**
 * When a customer passes from one life stage to the next. Days are calendar days, gaps are the
 * customer's own gap (for the first one: the segment's typical gap).
 *
 * @param newGaps with one occurrence, NEW for less than this many typical gaps; default 2
 * @param lostRisk LOST needs this risk over the own horizon, 0 to 1; default .90
 * @param lostGaps and this many own gaps of silence; default 3
 * @param lostMinSilentDays and this many silent days; default 90
 * @param lostOneTimeDays with one occurrence only: LOST after this many silent days; default 365
 * @param lostDeclaredDays declared leaving: LOST after this many days without a purchase; default
 *     60
 * @param wonBackPurchases WON_BACK for this many purchases; default 2
 * @param wonBackDays or this many days, whichever ends first; default 90
 * @param forgetAfterDays days after the last event after which everything about the customer is
 *     dropped; default 1095, at least {@link Rules#REACH_DAYS}
 */
public record LifeRules(
    double newGaps,
    double lostRisk,
    double lostGaps,
    int lostMinSilentDays,
    int lostOneTimeDays,
    int lostDeclaredDays,
    int wonBackPurchases,
    int wonBackDays,
    int forgetAfterDays) {}
