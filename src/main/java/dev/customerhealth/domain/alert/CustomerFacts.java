package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.ledger.Money;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.score.Band;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What whoever cares for a customer needs to know, as it was when a signal was decided.
 *
 * @param segment the rules segment; null for the default
 * @param owner who cares for the customer
 * @param contactable false when contact was refused; null when unknown
 * @param valueAtRiskTen4 ten-thousandths of the currency, at least 0; null when unknown
 * @param valueAtRiskReportingTen4 the same in the rules' reporting currency
 * @param horizonDays over which the value is at risk
 * @param daysSilent days since the last purchase
 * @param gapDays the own gap between purchase days
 * @param score 0 to 100
 * @param level running service-experience level, 1 to 6
 */
public record CustomerFacts(
    @Nullable String segment,
    @Nullable String owner,
    @Nullable ContactChannel preferredChannel,
    @Nullable Boolean contactable,
    @Nullable Long valueAtRiskTen4,
    @Nullable String currency,
    @Nullable Long valueAtRiskReportingTen4,
    int horizonDays,
    @Nullable Integer daysSilent,
    @Nullable Double gapDays,
    @Nullable Double score,
    @Nullable Band band,
    @Nullable Integer level) {

  /**
   * What is asked of an alert before it is told again, with newer facts; the other fields are null.
   */
  CustomerFacts kept(boolean isCall) {
    return new CustomerFacts(
        segment,
        owner,
        null,
        null,
        null,
        null,
        isCall ? valueAtRiskReportingTen4 : null,
        0,
        null,
        gapDays,
        null,
        null,
        null);
  }

  /** With the value at risk in the reporting currency of these rules; null without a rate. */
  public CustomerFacts valuedBy(Rules rules) {
    Long reporting =
        valueAtRiskTen4 == null
            ? null
            : rules
                .rate(currency, rules.reportingCurrency())
                .map(rate -> Money.convert(valueAtRiskTen4, rate))
                .orElse(null);
    return Objects.equals(reporting, valueAtRiskReportingTen4)
        ? this
        : new CustomerFacts(
            segment,
            owner,
            preferredChannel,
            contactable,
            valueAtRiskTen4,
            currency,
            reporting,
            horizonDays,
            daysSilent,
            gapDays,
            score,
            band,
            level);
  }
}
