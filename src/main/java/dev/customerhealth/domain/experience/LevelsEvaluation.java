package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.Feedback;
import dev.customerhealth.domain.cadence.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the latent experience with the ratings that customers gave. A text without any cue takes
 * the prior's centre.
 */
public final class LevelsEvaluation {

  /** Ratings in the lowest two fifths of their scale: 1 and 2 of 5. */
  private static final double LOW = 0.25;

  private final FeedbackCues cues;
  private final ExperienceModel model;
  private final boolean textOnly;
  private final List<Double> means = new ArrayList<>();
  private final List<Double> ratings = new ArrayList<>();
  private final Map<Double, double[]> sumAndCountByRating = new TreeMap<>();
  private int covered;

  /**
   * @param textOnly whether the answers are hidden from the model
   */
  public LevelsEvaluation(FeedbackCues cues, ExperienceModel model, boolean textOnly) {
    this.cues = cues;
    this.model = model;
    this.textOnly = textOnly;
  }

  /**
   * What was found.
   *
   * @param count feedback compared
   * @param spearman rank correlation of mean and rating, -1 to 1; NaN when either never varies
   * @param aucLow P(a low rating has a lower mean than another rating); NaN with only one of both
   * @param low share of low ratings
   * @param meanByRating mean of the latent means by rating as given
   * @param coverage share with any cue
   */
  public record Result(
      int count,
      double spearman,
      double aucLow,
      double low,
      Map<Double, Double> meanByRating,
      double coverage) {}

  /**
   * @param feedback with a rating on its scale
   */
  public void add(Feedback feedback) {
    double rating = number(feedback.rating());
    double min = number(feedback.scaleMin());
    double max = number(feedback.scaleMax());
    Optional<Reading> reading = model.read(textOnly ? cues.ofText(feedback) : cues.of(feedback));
    double mean = reading.map(known -> known.latent().mean()).orElse(model.priorCentre());
    covered += reading.isPresent() ? 1 : 0;
    means.add(mean);
    ratings.add((rating - min) / (max - min));
    double[] sum = sumAndCountByRating.computeIfAbsent(rating, r -> new double[2]);
    sum[0] += mean;
    sum[1]++;
  }

  private static double number(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  public Result result() {
    double[] worse = means.stream().mapToDouble(mean -> -mean).toArray();
    boolean[] low = new boolean[worse.length];
    for (int i = 0; i < low.length; i++) {
      low[i] = ratings.get(i) <= LOW;
    }
    var byRating = new TreeMap<Double, Double>();
    sumAndCountByRating.forEach((rating, sum) -> byRating.put(rating, sum[0] / sum[1]));
    double lowCount = IntStream.range(0, low.length).filter(i -> low[i]).count();
    return new Result(
        worse.length,
        correlation(ranks(means), ranks(ratings)),
        Ranking.of(worse, low).auc(),
        lowCount / worse.length,
        byRating,
        (double) covered / worse.length);
  }

  /** Ranks from 1; equal values share the mean of their ranks. */
  private static double[] ranks(List<Double> values) {
    int[] order =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparingDouble(values::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[order.length];
    for (int from = 0, until; from < order.length; from = until) {
      until = from + 1;
      while (until < order.length && values.get(order[until]).equals(values.get(order[from]))) {
        until++;
      }
      for (int i = from; i < until; i++) {
        ranks[order[i]] = (from + 1 + until) / 2.0;
      }
    }
    return ranks;
  }

  private static double correlation(double[] some, double[] others) {
    double middle = (some.length + 1) / 2.0;
    double both = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < some.length; i++) {
      both += (some[i] - middle) * (others[i] - middle);
      first += (some[i] - middle) * (some[i] - middle);
      second += (others[i] - middle) * (others[i] - middle);
    }
    return both / StrictMath.sqrt(first * second);
  }
}
