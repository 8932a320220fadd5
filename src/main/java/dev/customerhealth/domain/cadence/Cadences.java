package dev.customerhealth.domain.cadence;

import org.jspecify.annotations.Nullable;

/**
 * Customers under models, as {@link CadenceModel#of} has them, but whose rhythm was asked about
 * lately is not thought through again: events that change no rhythm, and customers who came once,
 * or twice so many days apart, are most of them. A fixed number is remembered, whatever number of
 * models they are asked about under, and nothing but time depends on which. Not for several
 * threads.
 */
public final class Cadences {

  /** A power of 2; 0.85 MB when full, for each takes up to 1,656 bytes with all its answers. */
  private static final int REMEMBERED = 512;

  private record Known(CadenceModel model, int days, int spanDays, long sumLogGap, Habit habit) {

    @SuppressWarnings("ReferenceEquality") // Equal models that are not the same: thought twice.
    boolean is(CadenceModel other, Rhythm rhythm) {
      return model == other
          && days == rhythm.days()
          && spanDays == rhythm.lastDay() - rhythm.firstDay()
          && sumLogGap == rhythm.sumLogGap();
    }
  }

  /**
   * In pairs, the one asked about last first: a rhythm has its place in either of a pair, whatever
   * the model, so that rules in force and their shadow do not drive each other out.
   */
  private final @Nullable Known[] known = new Known[REMEMBERED];

  /**
   * One customer under a model.
   *
   * @param rhythm with at least one occurrence
   */
  public CustomerCadence of(CadenceModel model, Rhythm rhythm) {
    return new CustomerCadence(rhythm, habit(model, rhythm));
  }

  Habit habit(CadenceModel model, Rhythm rhythm) {
    int pair = pair(rhythm);
    Known last = known[pair];
    if (last != null && last.is(model, rhythm)) {
      return last.habit();
    }
    Known found = known[pair + 1];
    if (found == null || !found.is(model, rhythm)) {
      int span = rhythm.lastDay() - rhythm.firstDay();
      Habit habit = new Habit(model, rhythm);
      found = new Known(model, rhythm.days(), span, rhythm.sumLogGap(), habit);
    }
    known[pair + 1] = last;
    known[pair] = found;
    return found.habit();
  }

  /** Where it begins. */
  private static int pair(Rhythm rhythm) {
    long mixed = 31L * (31L * rhythm.days() + rhythm.lastDay() - rhythm.firstDay());
    mixed = (mixed + rhythm.sumLogGap()) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 40) & (REMEMBERED - 2);
  }
}
