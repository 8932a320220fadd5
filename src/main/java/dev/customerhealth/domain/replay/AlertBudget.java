package dev.customerhealth.domain.replay;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How many OVERDUE alerts open within a window of days, whenever their silence began and however
 * long it lasted: what a team would have got to do. No outcome is needed for that.
 */
public final class AlertBudget {

  private static final double DAYS_PER_MONTH = 365.25 / 12;

  /** Thresholds are found in steps of a hundredth, from .99 down to .01. */
  private static final int STEPS = 100;

  /** An alert opens at the thresholds in (above, upTo]. */
  private record Range(double above, double upTo) {}

  private final List<Range> ranges;
  private final double customerMonths;

  /**
   * @param spells of repeat buyers, all that reach into the window
   * @param customers of whom the job knows in the window
   */
  AlertBudget(List<OverdueSpell> spells, int fromDay, int untilDay, int customers) {
    this.ranges =
        spells.stream()
            .map(
                spell ->
                    new Range(
                        spell.thresholdOn(fromDay - 1),
                        spell.thresholdOn(spell.lastMorning(untilDay - 1))))
            .filter(range -> range.upTo > range.above)
            .toList();
    this.customerMonths = customers * ((untilDay - fromDay) / DAYS_PER_MONTH);
  }

  /** Alerts per 100 customers and month at a threshold; NaN without customers. */
  public double rate(double threshold) {
    long opened = ranges.stream().filter(r -> threshold > r.above && threshold <= r.upTo).count();
    return 100 * opened / customerMonths;
  }

  /**
   * The lowest threshold down to which the budget is kept all the way, or the highest that raises
   * exactly as many: where the own horizon decides alone, nothing is gained by a lower one. More
   * budget never gives a higher threshold.
   *
   * @return .01 to 1; 1, which nothing reaches in practice, when even .99 is beyond the budget
   */
  public double lowestWithin(double budget) {
    int beyond =
        IntStream.iterate(STEPS - 1, step -> step - 1)
            .limit(STEPS - 1)
            .filter(step -> rate(share(step)) > budget)
            .findFirst()
            .orElse(0);
    int found = beyond + 1;
    while (found < STEPS - 1 && rate(share(found + 1)) == rate(share(found))) {
      found++;
    }
    return share(found);
  }

  private static double share(int step) {
    return step / (double) STEPS;
  }
}
