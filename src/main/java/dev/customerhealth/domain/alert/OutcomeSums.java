package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.Money;
import org.jspecify.annotations.Nullable;

/**
 * What tickets came to, as whole numbers: they add up in any order, and what was added can be taken
 * back.
 *
 * @param tickets care episodes of customers
 * @param wonBack those whose customer bought again within the window
 * @param amountTen4 purchases less returns within the window, ten-thousandths of the reporting
 *     currency
 * @param valued tickets of which {@code amountTen4} holds something
 * @param unknown purchases and returns that it does not hold, for their value is not known
 * @param lostTen4 value at risk as the reason for leaving was heard, in the same unit
 * @param lostValued tickets of which that is known
 */
public record OutcomeSums(
    long tickets,
    long wonBack,
    long amountTen4,
    long valued,
    long unknown,
    long lostTen4,
    long lostValued) {

  public static final OutcomeSums NONE = new OutcomeSums(0, 0, 0, 0, 0, 0, 0);

  public OutcomeSums plus(OutcomeSums more) {
    return new OutcomeSums(
        tickets + more.tickets,
        wonBack + more.wonBack,
        Money.plus(amountTen4, more.amountTen4),
        valued + more.valued,
        unknown + more.unknown,
        Money.plus(lostTen4, more.lostTen4),
        lostValued + more.lostValued);
  }

  public OutcomeSums negated() {
    return new OutcomeSums(
        -tickets, -wonBack, -amountTen4, -valued, -unknown, -lostTen4, -lostValued);
  }

  public boolean isNothing() {
    return equals(NONE);
  }

  /** Null: there were purchases, and the value of none of them is known. */
  public @Nullable Long knownAmountTen4() {
    return valued == 0 && unknown > 0 ? null : (Long) amountTen4;
  }

  /** Null: it is known of nobody. */
  public @Nullable Long knownLostTen4() {
    return lostValued == 0 ? null : (Long) lostTen4;
  }

  /** 0 to 1; null without tickets. */
  public @Nullable Double rate() {
    return tickets == 0 ? null : (Double) ((double) wonBack / tickets);
  }
}
