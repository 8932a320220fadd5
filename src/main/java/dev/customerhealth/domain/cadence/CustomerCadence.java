package dev.customerhealth.domain.cadence;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One customer's rhythm under one model, ready to be asked about many days: what does not depend on
 * the day is computed once. Needs at least one occurrence. A day before the last occurrence is read
 * as that occurrence's day.
 */
public final class CustomerCadence {

  /** A later crossing is never looked for: by then the state of the customer is gone. */
  public static final int MAX_SILENT_DAYS = 1095;

  private static final double MIN_OWN_HORIZON_DAYS = 30;
  private static final double MAX_OWN_HORIZON_DAYS = 365;

  /** Occurrence gaps that the typical gap counts for in a customer's own gap. */
  private static final int PRIOR_GAPS = 2;

  private static final double CLIP = 1e-6;

  private final Rhythm rhythm;
  private final double gapDays;

  /** BG/NBD for repeat buyers, MBG/NBD for one-time buyers. */
  private final ErlangBuyer buyer;

  private final @Nullable MixK mix;

  CustomerCadence(CadenceModel model, Rhythm rhythm) {
    if (rhythm.days() < 1) {
      throw new IllegalArgumentException("A rhythm without an occurrence has no risk");
    }
    int x = rhythm.repeats();
    double tx = rhythm.recencyWeeks();
    this.rhythm = rhythm;
    this.gapDays =
        (PRIOR_GAPS * model.typicalGapDays() + (rhythm.lastDay() - rhythm.firstDay()))
            / (PRIOR_GAPS + x);
    this.buyer = x == 0 ? MbgNbd.buyer(model.mbg(), x, tx) : BgNbd.buyer(model.bg(), x, tx);
    this.mix = x == 0 ? null : MixK.of(model.mix(), x, tx, rhythm.sumLogGapWeeks());
  }

  /** P(still a customer) on that day; for analysts, never shown in text. */
  public double pAlive(int day) {
    return buyer.pAlive(silentWeeks(day));
  }

  /** P(no occurrence in the next days), as known on that day. */
  public double silenceRisk(int day, double horizonDays) {
    double horizonWeeks = horizonDays / Rhythm.DAYS_PER_WEEK;
    double single = buyer.pSilent(silentWeeks(day), horizonWeeks);
    if (mix == null) {
      return single;
    }
    double mixed = mix.pSilent(silentWeeks(day), horizonWeeks);
    return ErlangBuyer.logistic((logit(single) + logit(mixed)) / 2);
  }

  /** {@link #silenceRisk} over the customer's own horizon. */
  public double ownSilenceRisk(int day) {
    return silenceRisk(day, ownHorizonDays());
  }

  /** The customer's usual days between two occurrences, shrunk towards the typical gap. */
  public double gapDays() {
    return gapDays;
  }

  /** Two own gaps, 30 to 365 days. */
  public double ownHorizonDays() {
    return Math.min(MAX_OWN_HORIZON_DAYS, Math.max(MIN_OWN_HORIZON_DAYS, 2 * gapDays));
  }

  /**
   * The first day on which the customer has been silent for at least one own gap: no alarm before
   * it.
   */
  public int gateDay() {
    return rhythm.lastDay() + (int) Math.ceil(gapDays);
  }

  /**
   * The first day from the gate on with both risks at their thresholds; empty if none within {@link
   * #MAX_SILENT_DAYS}.
   */
  public OptionalInt firstDayAtRisk(
      double horizonDays, double silenceThreshold, double ownThreshold) {
    return firstDayAtRisk(
        horizonDays, silenceThreshold, ownThreshold, rhythm.lastDay() + MAX_SILENT_DAYS);
  }

  /** The same, looked for no further than untilDay, included. */
  public OptionalInt firstDayAtRisk(
      double horizonDays, double silenceThreshold, double ownThreshold, int untilDay) {
    return firstRising(
        gateDay(),
        untilDay,
        day ->
            silenceRisk(day, horizonDays) >= silenceThreshold
                && ownSilenceRisk(day) >= ownThreshold);
  }

  /**
   * The smallest day from fromDay to untilDay, both included, with ownSilenceRisk at the threshold.
   * Before the gate the risk may fall first, so each day is looked at; after it the risk rises and
   * the day is found by bisection.
   */
  public OptionalInt firstDayOwnRiskAtLeast(double threshold, int fromDay, int untilDay) {
    IntPredicate reached = day -> ownSilenceRisk(day) >= threshold;
    int gate = Math.max(fromDay, gateDay());
    for (int day = fromDay; day < gate && day <= untilDay; day++) {
      if (reached.test(day)) {
        return OptionalInt.of(day);
      }
    }
    return firstRising(gate, untilDay, reached);
  }

  /**
   * Bisection for the first day of [from, until] on which the condition holds, given that it never
   * ends again.
   */
  private static OptionalInt firstRising(int from, int until, IntPredicate condition) {
    if (from > until || !condition.test(until)) {
      return OptionalInt.empty();
    }
    int low = from;
    int high = until;
    while (low < high) {
      int middle = low + (high - low) / 2;
      if (condition.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(low);
  }

  private double silentWeeks(int day) {
    return rhythm.silentDays(day) / Rhythm.DAYS_PER_WEEK;
  }

  private static double logit(double probability) {
    double clipped = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return StrictMath.log(clipped / (1 - clipped));
  }
}
