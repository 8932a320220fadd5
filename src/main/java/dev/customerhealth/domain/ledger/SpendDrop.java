package dev.customerhealth.domain.ledger;

import dev.customerhealth.domain.rules.SpendDropRules;
import org.jspecify.annotations.Nullable;

/**
 * How far spend fell against the window before (article 001: 20 % is a reason to watch, 50 % to
 * call).
 *
 * @param drop (base - current) / base, below zero when spend grew; null when the base is too small
 *     to tell
 * @param severity the plain reading of the drop, both thresholds inclusive
 * @param isSignificant whether a fall to the call threshold is more than this customer's usual
 *     swings
 */
public record SpendDrop(@Nullable Double drop, Severity severity, boolean isSignificant) {

  /** Nothing can be said. */
  public static final SpendDrop UNKNOWN = new SpendDrop(null, Severity.NONE, false);

  public enum Severity {
    NONE,
    WATCH,
    CALL
  }

  /** A fall that asks for a call: half the spend gone, and not by chance. */
  public boolean isCall() {
    return severity == Severity.CALL && isSignificant;
  }

  /** Over all service lines, as of the given day. */
  public static SpendDrop of(Ledger ledger, int today, SpendDropRules rules) {
    return of(ledger, today, SpanTotal.ALL_LINES, rules);
  }

  /** For one service line. */
  public static SpendDrop of(Ledger ledger, int today, int line, SpendDropRules rules) {
    int window = rules.windowDays();
    int baseWindow = rules.baseDays();
    SpanTotal current = ledger.total(today - window + 1, today, line);
    SpanTotal base = ledger.total(today - window - baseWindow + 1, today - window, line);
    Double drop = drop(current, base, window, baseWindow, rules);
    if (drop == null) {
      return UNKNOWN;
    }
    boolean significant =
        drop >= rules.callDrop()
            && (z(current, base, window, baseWindow) >= rules.significanceZ()
                || fellLongAgo(ledger, today, line, rules));
    return new SpendDrop(drop, severity(drop, rules), significant);
  }

  private static Severity severity(double drop, SpendDropRules rules) {
    if (drop >= rules.callDrop()) {
      return Severity.CALL;
    }
    return drop >= rules.watchDrop() ? Severity.WATCH : Severity.NONE;
  }

  private static @Nullable Double drop(
      SpanTotal current, SpanTotal base, int window, int baseWindow, SpendDropRules rules) {
    boolean tellable = base.purchases >= rules.minBasePurchases() && base.spend > 0;
    boolean known = base.unknownValue == 0 && current.unknownValue == 0;
    if (!tellable || !known) {
      return null;
    }
    if (window == baseWindow) {
      return ((double) base.spend - current.spend) / base.spend;
    }
    double expected = (double) base.spend * window / baseWindow;
    return (expected - current.spend) / expected;
  }

  /**
   * z of a compound Poisson sum: the variance of a sum of purchases is the sum of their squares.
   */
  private static double z(SpanTotal current, SpanTotal base, int window, int baseWindow) {
    double share = (double) window / baseWindow;
    double fall = (base.spend * share - current.spend) / 1e4;
    return fall / StrictMath.sqrt(base.squares * share * share + current.squares);
  }

  /**
   * The same fall over windows of several times the length; only where those stay within the reach
   * of the ledger. Windows of the same length are no second opinion.
   */
  private static boolean fellLongAgo(Ledger ledger, int today, int line, SpendDropRules rules) {
    int window = rules.windowDays() * rules.longWindowFactor();
    int baseWindow = rules.baseDays() * rules.longWindowFactor();
    if (rules.longWindowFactor() == 1 || window + baseWindow > Ledger.REACH_DAYS) {
      return false;
    }
    SpanTotal current = ledger.total(today - window + 1, today, line);
    SpanTotal base = ledger.total(today - window - baseWindow + 1, today - window, line);
    Double drop = drop(current, base, window, baseWindow, rules);
    return drop != null && drop >= rules.callDrop();
  }
}
