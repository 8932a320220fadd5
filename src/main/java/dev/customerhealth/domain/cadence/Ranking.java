package dev.customerhealth.domain.cadence;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well a score orders those to whom something happened before those to whom it did not. Equal
 * scores are one group.
 */
public final class Ranking {

  private final double auc;
  private final double averagePrecision;

  private Ranking(double auc, double averagePrecision) {
    this.auc = auc;
    this.averagePrecision = averagePrecision;
  }

  /**
   * Ranks cases by score.
   *
   * @param scores higher means more likely; NaN is not allowed
   * @param happened one per score
   */
  public static Ranking of(double[] scores, boolean[] happened) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double positives = IntStream.range(0, happened.length).filter(i -> happened[i]).count();
    double negatives = scores.length - positives;
    double wins = 0;
    double precisionSum = 0;
    double truePositives = 0;
    for (int from = 0, until; from < order.length; from = until) {
      until = endOfTies(scores, order, from);
      int hits = hits(happened, order, from, until);
      int misses = until - from - hits;
      wins += misses * (truePositives + hits / 2.0);
      truePositives += hits;
      precisionSum += hits * truePositives / until;
    }
    return new Ranking(wins / (positives * negatives), precisionSum / positives);
  }

  /**
   * Area under the ROC curve: P(a positive case is scored above a negative one), ties half; NaN
   * with only one class.
   */
  public double auc() {
    return auc;
  }

  /**
   * Area under the precision-recall steps, one step per distinct score; NaN without a positive
   * case.
   */
  public double averagePrecision() {
    return averagePrecision;
  }

  /** Mean squared error of a probability; NaN without cases. */
  public static double brier(double[] probabilities, boolean[] happened) {
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      double error = probabilities[i] - (happened[i] ? 1 : 0);
      sum += error * error;
    }
    return sum / probabilities.length;
  }

  private static int endOfTies(double[] scores, int[] order, int from) {
    int until = from + 1;
    while (until < order.length && scores[order[until]] == scores[order[from]]) {
      until++;
    }
    return until;
  }

  private static int hits(boolean[] happened, int[] order, int from, int until) {
    return (int) IntStream.range(from, until).filter(i -> happened[order[i]]).count();
  }
}
