package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.ledger.Money;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a CALL brought the customer back, and what that brought.
 *
 * @param care how far it went before the customer returned or the window ended
 * @param wonBackMillis of the first purchase within the window; null: none
 * @param amountTen4 purchases less returns within the window, in ten-thousandths of the currency of
 *     the purchases; below zero when more was returned
 * @param isHoldout whether care was withheld, by lot
 */
public record WinBack(Care care, @Nullable Long wonBackMillis, long amountTen4, boolean isHoldout) {

  private static final long DAY_MILLIS = 86_400_000L;

  /** How far care went. */
  public enum Care {
    /** Nobody talked to the customer; an attempt without an answer is none. */
    NOT_CONTACTED,
    CONTACTED,
    CONCERN_ANSWERED
  }

  /**
   * @param amountTen4 below zero: a return, null: a purchase of unknown value, 0: nothing was
   *     bought
   */
  public record LaterPurchase(long timeMillis, @Nullable Long amountTen4) {

    boolean isPurchase() {
      return amountTen4 == null || amountTen4 > 0;
    }
  }

  public boolean wonBack() {
    return wonBackMillis != null;
  }

  /** The window begins with the first talk; without one, with the alert. */
  public static long beginMillis(Alert alert) {
    Long reached = alert.contact().reachedMillis();
    return reached == null ? alert.openedMillis() : reached;
  }

  /** When everything is known: nothing after this instant counts. */
  public static long settledMillis(Alert alert, int windowDays) {
    return beginMillis(alert) + windowDays * DAY_MILLIS;
  }

  /**
   * Empty for what is not judged: a WATCH, an alert that was no reason to act (FALSE_ALARM,
   * RETRACTED, SUPERSEDED, ERASED), or a window that has not ended.
   *
   * @param purchases of the customer, in any order
   * @param nowMillis event time
   */
  public static Optional<WinBack> of(
      Alert alert, List<LaterPurchase> purchases, int windowDays, long nowMillis) {
    long begin = beginMillis(alert);
    long end = settledMillis(alert, windowDays);
    if (!isJudged(alert) || nowMillis < end) {
      return Optional.empty();
    }
    Long first = null;
    long amount = 0;
    for (LaterPurchase purchase : purchases) {
      long time = purchase.timeMillis();
      if (time <= begin || time > end) {
        continue;
      }
      Long value = purchase.amountTen4();
      amount = Money.plus(amount, value == null ? 0 : value);
      boolean isFirst = purchase.isPurchase() && (first == null || time < first);
      first = isFirst ? (Long) time : first;
    }
    return Optional.of(new WinBack(care(alert), first, amount, alert.holdout()));
  }

  private static Care care(Alert alert) {
    if (alert.contact().reachedMillis() == null) {
      return Care.NOT_CONTACTED;
    }
    return alert.contact().concernAnswered() ? Care.CONCERN_ANSWERED : Care.CONTACTED;
  }

  private static boolean isJudged(Alert alert) {
    Resolution how = alert.standing().resolution();
    boolean noReason =
        alert.status() == AlertStatus.RETRACTED
            || how == Resolution.FALSE_ALARM
            || how == Resolution.SUPERSEDED
            || how == Resolution.ERASED;
    return alert.severity() == Severity.CALL && !noReason;
  }
}
