package dev.customerhealth.domain.cadence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;

/** Maximum-likelihood parameters of MIX-k, with the plain log-likelihood there. */
record MixFit(MixParams params, double logLikelihood) {

  private static final int SIZE = MixParams.KS.size();

  /**
   * Per squared log-weight, in mean log-likelihood: keeps the weight of a regularity that nobody
   * shows off zero.
   */
  private static final double RIDGE = 1e-4;

  /**
   * Starts at equal weights and the MBG/NBD parameters, which are MIX-k's with all weight on k = 1.
   */
  static MixFit of(RhythmSample sample, NbdParams start) {
    MixLikelihood likelihood = new MixLikelihood(sample);
    MultivariateFunction mean =
        point ->
            RIDGE * meanSquare(point)
                + (LogParams.cost(point)
                        - likelihood.of(LogParams.params(point), logWeights(point)))
                    / sample.customers;
    double[] first = Arrays.copyOf(LogParams.logs(start), LogParams.COUNT + SIZE - 1);
    double[] found = Minimizer.near(mean, first);
    double[] logWeights = logWeights(found);
    NbdParams nbd = LogParams.params(found);
    return new MixFit(new MixParams(nbd, weights(logWeights)), likelihood.of(nbd, logWeights));
  }

  /**
   * Softmax of 0 (for k = 1) and the free log-weights behind the four parameters; as logarithms.
   */
  private static double[] logWeights(double[] point) {
    double[] logs = new double[SIZE];
    System.arraycopy(point, LogParams.COUNT, logs, 1, SIZE - 1);
    double total = Arrays.stream(logs).reduce(Double.NEGATIVE_INFINITY, ErlangBuyer::logSumExp);
    return Arrays.stream(logs).map(log -> log - total).toArray();
  }

  private static List<Double> weights(double[] logWeights) {
    List<Double> weights = new ArrayList<>();
    for (double log : logWeights) {
      weights.add(StrictMath.exp(log));
    }
    return weights;
  }

  private static double meanSquare(double[] point) {
    double sum = 0;
    for (int i = LogParams.COUNT; i < point.length; i++) {
      sum += point[i] * point[i];
    }
    return sum / (SIZE - 1);
  }
}
