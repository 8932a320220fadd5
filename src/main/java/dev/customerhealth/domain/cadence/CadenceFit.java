package dev.customerhealth.domain.cadence;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits the three models of a segment by maximum likelihood to what was known before a cut-off day.
 * Deterministic: the same histories in the same order give the same parameters on every machine.
 * Never throws; too little data gives the fallback and says why.
 */
public final class CadenceFit {

  /** Below these the parameters would be noise. */
  static final int MIN_CUSTOMERS = 50;

  static final int MIN_REPEAT_BUYERS = 20;

  /**
   * More customers than this do not sharpen the parameters: every k-th is taken, in the order
   * given.
   */
  static final int MAX_CUSTOMERS = 20_000;

  private final List<Rhythm> rhythms;
  private final int today;

  private CadenceFit(List<Rhythm> rhythms, int cutoffDay) {
    this.rhythms = everyKth(rhythms);
    this.today = cutoffDay - 1;
  }

  /**
   * Fits to all occurrence days before the cut-off; "now" is the day before it.
   *
   * @param occurrenceDays per customer, epoch days in ascending order without repeats; customers
   *     without a day before the cut-off are left out
   * @param fallback returned, with the reason, when there is too little to fit
   */
  public static FittedCadence fit(
      List<int[]> occurrenceDays, int cutoffDay, CadenceModel fallback) {
    List<Rhythm> rhythms = new ArrayList<>();
    for (int[] days : occurrenceDays) {
      Rhythm rhythm = OccurrenceDays.rhythmBefore(days, cutoffDay);
      if (rhythm.days() > 0) {
        rhythms.add(rhythm);
      }
    }
    return new CadenceFit(rhythms, cutoffDay)
        .run(OccurrenceDays.medianGapBefore(occurrenceDays, cutoffDay), fallback);
  }

  private FittedCadence run(double typicalGapDays, CadenceModel fallback) {
    int repeatBuyers = (int) rhythms.stream().filter(r -> r.repeats() > 0).count();
    if (rhythms.size() < MIN_CUSTOMERS || repeatBuyers < MIN_REPEAT_BUYERS) {
      String reason =
          "%d customers, %d with a repeat purchase; at least %d and %d are needed"
              .formatted(rhythms.size(), repeatBuyers, MIN_CUSTOMERS, MIN_REPEAT_BUYERS);
      return FittedCadence.fallback(fallback, rhythms.size(), repeatBuyers, reason);
    }
    RhythmSample plain = RhythmSample.withoutLogGaps(rhythms, today);
    NbdFit bg = NbdFit.of(NbdLikelihood.bg(plain), plain);
    NbdFit mbg = NbdFit.of(NbdLikelihood.mbg(plain), plain);
    MixFit mix = MixFit.of(RhythmSample.withLogGaps(rhythms, today), mbg.params());
    CadenceModel model = new CadenceModel(bg.params(), mbg.params(), mix.params(), typicalGapDays);
    return new FittedCadence(
        model,
        rhythms.size(),
        repeatBuyers,
        bg.logLikelihood(),
        mbg.logLikelihood(),
        mix.logLikelihood(),
        "");
  }

  private static List<Rhythm> everyKth(List<Rhythm> all) {
    int step = (all.size() + MAX_CUSTOMERS - 1) / MAX_CUSTOMERS;
    if (step <= 1) {
      return all;
    }
    List<Rhythm> sample = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      sample.add(all.get(i));
    }
    return sample;
  }
}
