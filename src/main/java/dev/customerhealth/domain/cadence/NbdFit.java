package dev.customerhealth.domain.cadence;

import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;

/** Maximum-likelihood parameters of BG/NBD or MBG/NBD, with the plain log-likelihood there. */
record NbdFit(NbdParams params, double logLikelihood) {

  static NbdFit of(NbdLikelihood likelihood, RhythmSample sample) {
    MultivariateFunction mean =
        logs -> (LogParams.cost(logs) - likelihood.of(LogParams.params(logs))) / sample.customers;
    double[] found = Minimizer.fromStarts(mean, starts(sample));
    NbdParams params = LogParams.params(found);
    return new NbdFit(params, likelihood.of(params));
  }

  /** A steady base, and one where most buy once and leave. */
  private static List<double[]> starts(RhythmSample sample) {
    double typicalAlpha = sample.meanAgeWeeks() / 6 + 0.1;
    return List.of(LogParams.logs(1, 10, 1, 2), LogParams.logs(0.3, typicalAlpha, 0.8, 2.5));
  }
}
