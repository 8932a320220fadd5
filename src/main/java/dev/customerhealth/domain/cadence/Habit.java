package dev.customerhealth.domain.cadence;

import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A rhythm without its place in the calendar: all that a model says of the days after the last
 * occurrence, counted from it. Equal for all customers with as many days as far apart, so it may be
 * shared; what it was asked lately it remembers, so not between threads.
 */
final class Habit {

  private static final double MIN_OWN_HORIZON_DAYS = 30;
  private static final double MAX_OWN_HORIZON_DAYS = 365;

  /** Occurrence gaps that the typical gap counts for in a customer's own gap. */
  private static final int PRIOR_GAPS = 2;

  private static final double CLIP = 1e-6;

  /** Answers remembered; a power of 2. A week ahead, over two horizons, fits well. */
  private static final int ANSWERS = 32;

  /** Own gaps after which somebody's risk has mostly reached one half. */
  private static final int LOOK_AHEAD_GATES = 3;

  private final double gapDays;

  /** BG/NBD for repeat buyers, MBG/NBD for one-time buyers. */
  private final ErlangBuyer buyer;

  private final @Nullable MixK mix;

  private final int[] askedDay = new int[ANSWERS];
  private final double[] askedHorizon = new double[ANSWERS];
  private final double[] answer = new double[ANSWERS];
  private int silentDays = -1;
  private @Nullable SilentBuyer silentBuyer;
  private @Nullable SilentMix silentMix;
  private @Nullable AtRisk atRisk;

  /** An answer about the first day at risk, in days after the last occurrence, and its question. */
  private record AtRisk(double horizonDays, double silence, double own, int until, int day) {

    static final int NEVER = -1;

    boolean answers(double horizon, double silenceThreshold, double ownThreshold, int untilDay) {
      return horizon == horizonDays
          && silenceThreshold == silence
          && ownThreshold == own
          && untilDay == until;
    }

    OptionalInt found() {
      return day == NEVER ? OptionalInt.empty() : OptionalInt.of(day);
    }
  }

  Habit(CadenceModel model, Rhythm rhythm) {
    if (rhythm.days() < 1) {
      throw new IllegalArgumentException("A rhythm without an occurrence has no risk");
    }
    int x = rhythm.repeats();
    double tx = rhythm.recencyWeeks();
    this.gapDays =
        (PRIOR_GAPS * model.typicalGapDays() + (rhythm.lastDay() - rhythm.firstDay()))
            / (PRIOR_GAPS + x);
    this.buyer = x == 0 ? MbgNbd.buyer(model.mbg(), x, tx) : BgNbd.buyer(model.bg(), x, tx);
    this.mix = x == 0 ? null : MixK.of(model.mix(), x, tx, rhythm.sumLogGapWeeks());
    Arrays.fill(askedDay, -1);
  }

  double gapDays() {
    return gapDays;
  }

  double ownHorizonDays() {
    return Math.min(MAX_OWN_HORIZON_DAYS, Math.max(MIN_OWN_HORIZON_DAYS, 2 * gapDays));
  }

  /** Days of silence from which on there may be an alarm. */
  int gate() {
    return (int) Math.ceil(gapDays);
  }

  double pAlive(int silent) {
    return buyer(silent).pAlive();
  }

  /** P(no occurrence in the next days). */
  double silenceRisk(int silent, double horizonDays) {
    boolean own = horizonDays == ownHorizonDays();
    int place = (2 * silent + (own ? 1 : 0)) & (ANSWERS - 1);
    if (askedDay[place] != silent || askedHorizon[place] != horizonDays) {
      answer[place] = risk(silent, horizonDays / Rhythm.DAYS_PER_WEEK);
      askedDay[place] = silent;
      askedHorizon[place] = horizonDays;
    }
    return answer[place];
  }

  private double risk(int silent, double horizonWeeks) {
    double single = buyer(silent).pSilent(horizonWeeks);
    SilentMix mixed = silentMix;
    return mixed == null
        ? single
        : ErlangBuyer.logistic((logit(single) + logit(mixed.pSilent(horizonWeeks))) / 2);
  }

  /** Turns to a day. */
  private SilentBuyer buyer(int silent) {
    SilentBuyer known = silentBuyer;
    if (known == null || silent != silentDays) {
      double weeks = silent / Rhythm.DAYS_PER_WEEK;
      known = buyer.after(weeks);
      silentBuyer = known;
      silentMix = mix == null ? null : mix.after(weeks);
      silentDays = silent;
    }
    return known;
  }

  /** The first silent day from the gate on with both risks at their thresholds. */
  OptionalInt firstAtRisk(double horizonDays, double silence, double own, int until) {
    AtRisk known = atRisk;
    if (known == null || !known.answers(horizonDays, silence, own, until)) {
      int day =
          firstFromGate(until, d -> margin(d, horizonDays, silence, own)).orElse(AtRisk.NEVER);
      known = new AtRisk(horizonDays, silence, own, until, day);
      atRisk = known;
    }
    return known.found();
  }

  /** Negative while one of the two has not reached its threshold. */
  private double margin(int silent, double horizonDays, double silence, double own) {
    double first = silenceRisk(silent, horizonDays) - silence;
    return first < 0 ? first : Math.min(first, silenceRisk(silent, ownHorizonDays()) - own);
  }

  /** Given that it does not fall again once it has begun to rise. */
  OptionalInt firstFromGate(int until, Crossing.Margin margin) {
    return firstFrom(gate(), until, margin);
  }

  OptionalInt firstFrom(int from, int until, Crossing.Margin margin) {
    return Crossing.first(from, until, Math.max(1, LOOK_AHEAD_GATES * gate()), margin);
  }

  private static double logit(double probability) {
    double clipped = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return Logarithm.ln(clipped / (1 - clipped));
  }
}
