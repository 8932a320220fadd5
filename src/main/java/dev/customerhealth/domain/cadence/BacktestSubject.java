package dev.customerhealth.domain.cadence;

/**
 * One customer of a backtest: everything known, also what lies after the cut-off. Days are epoch
 * days.
 */
public interface BacktestSubject {

  /** Ascending, without repeats. */
  int[] occurrenceDays();

  /** Net money in [fromDay, untilDay), in one currency. */
  double spend(int fromDay, int untilDay);

  /** Number of purchases in [fromDay, untilDay). */
  int purchases(int fromDay, int untilDay);

  /** The model to judge this customer by. */
  CadenceModel model();
}
