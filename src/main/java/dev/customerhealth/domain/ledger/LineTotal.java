package dev.customerhealth.domain.ledger;

/**
 * What a day brought on one service line.
 *
 * @param line index into the customer's list of lines, {@link Ledger#OTHER_LINE} for those beyond
 *     it
 * @param spend ten-thousandths of the home currency, returns subtracted
 * @param purchases purchases of known or unknown value
 */
public record LineTotal(int line, long spend, int purchases) {

  LineTotal plus(long moreSpend, int morePurchases) {
    return new LineTotal(line, Money.plus(spend, moreSpend), purchases + morePurchases);
  }

  /** Such as a return that found its purchase on another day leaves behind. */
  boolean isNothing() {
    return spend == 0 && purchases == 0;
  }
}
