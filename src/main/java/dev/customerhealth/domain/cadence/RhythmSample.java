package dev.customerhealth.domain.cadence;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Customers of a fit, equal ones counted once, in order of x so that what depends on x alone is
 * computed once.
 */
final class RhythmSample {

  private record State(int repeats, int activeDays, int silentDays, long sumLogGap) {}

  private static final Comparator<State> BY_REPEATS =
      Comparator.comparingInt(State::repeats)
          .thenComparingInt(State::activeDays)
          .thenComparingInt(State::silentDays)
          .thenComparingLong(State::sumLogGap);

  final int size;
  final int customers;
  final int[] x;
  final double[] recencyWeeks;
  final double[] silentWeeks;
  final double[] sumLogGap;
  final double[] count;

  private RhythmSample(Map<State, Integer> counts, int customers) {
    this.customers = customers;
    size = counts.size();
    x = new int[size];
    recencyWeeks = new double[size];
    silentWeeks = new double[size];
    sumLogGap = new double[size];
    count = new double[size];
    int i = 0;
    for (Map.Entry<State, Integer> entry : counts.entrySet()) {
      State state = entry.getKey();
      x[i] = state.repeats();
      recencyWeeks[i] = state.activeDays() / Rhythm.DAYS_PER_WEEK;
      silentWeeks[i] = state.silentDays() / Rhythm.DAYS_PER_WEEK;
      sumLogGap[i] = (double) state.sumLogGap() / Rhythm.LOG_GAP_SCALE;
      count[i++] = entry.getValue();
    }
  }

  /** For models that look at the log-gaps. */
  static RhythmSample withLogGaps(List<Rhythm> rhythms, int today) {
    return of(rhythms, today, true);
  }

  /** For models that do not: fewer distinct states. */
  static RhythmSample withoutLogGaps(List<Rhythm> rhythms, int today) {
    return of(rhythms, today, false);
  }

  private static RhythmSample of(List<Rhythm> rhythms, int today, boolean logGaps) {
    Map<State, Integer> counts = new TreeMap<>(BY_REPEATS);
    for (Rhythm rhythm : rhythms) {
      State state =
          new State(
              rhythm.repeats(),
              rhythm.lastDay() - rhythm.firstDay(),
              rhythm.silentDays(today),
              logGaps ? rhythm.sumLogGap() : 0);
      counts.merge(state, 1, Integer::sum);
    }
    return new RhythmSample(counts, rhythms.size());
  }

  /** Mean age over customers, in weeks. */
  double meanAgeWeeks() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += count[i] * (recencyWeeks[i] + silentWeeks[i]);
    }
    return sum / customers;
  }
}
