package dev.customerhealth.domain.alert;

/**
 * How many customers came back, or left for a reason, as it stands at the end of a day.
 *
 * @param day epoch day that closed
 * @param asOfMillis its last instant, epoch milliseconds
 * @param currency of the money, the reporting currency
 */
public record OutcomeRecord(
    OutcomeKey key,
    int day,
    long asOfMillis,
    OutcomeSums sums,
    String currency,
    String rulesVersion) {}
