package dev.customerhealth.domain.ledger;

import java.math.BigDecimal;

/**
 * A return that named a purchase which was not known then: its money waits on its own day, and
 * moves to the purchase's day should that become known late.
 *
 * @param purchase hash of the purchase's id
 * @param day of the return
 * @param line index of its service line, {@link SpanTotal#ALL_LINES} for none
 * @param spend ten-thousandths of the home currency, at most 0
 */
public record Reversal(long purchase, int day, int line, long spend) {

  Reversal convert(BigDecimal rate) {
    return new Reversal(purchase, day, line, Money.convert(spend, rate));
  }
}
