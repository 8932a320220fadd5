package dev.customerhealth.domain.cadence;

import java.util.Comparator;
import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Finds the minimum of a smooth function of a few unbounded variables; deterministic. */
final class Minimizer {

  private static final int MAX_EVALUATIONS = 4000;
  private static final double SIMPLEX_SIDE = 0.25;
  private static final double GRADIENT_STEP = 1e-5;

  private final MultivariateFunction target;

  Minimizer(MultivariateFunction target) {
    this.target = target;
  }

  /**
   * The best of all starts: each goes through Nelder-Mead. Then conjugate gradients polish the
   * winner.
   */
  PointValuePair from(List<double[]> starts) {
    return polish(
        starts.stream()
            .map(this::nelderMead)
            .min(Comparator.comparingDouble(PointValuePair::getValue))
            .orElseThrow());
  }

  /** Conjugate gradients alone, for many variables near a good start. */
  PointValuePair polish(PointValuePair start) {
    PointValuePair found = conjugateGradient(start);
    return found.getValue() < start.getValue() ? found : start;
  }

  private PointValuePair nelderMead(double[] start) {
    return new SimplexOptimizer(1e-13, 1e-13)
        .optimize(
            new MaxEval(MAX_EVALUATIONS),
            new MaxIter(MAX_EVALUATIONS),
            new ObjectiveFunction(target),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(start.length, SIMPLEX_SIDE));
  }

  private PointValuePair conjugateGradient(PointValuePair start) {
    var optimizer =
        new NonLinearConjugateGradientOptimizer(
            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
            new SimpleValueChecker(1e-12, 1e-12),
            1e-4,
            1e-8,
            0.1);
    try {
      return optimizer.optimize(
          new MaxEval(MAX_EVALUATIONS),
          new MaxIter(200),
          new ObjectiveFunction(target),
          new ObjectiveFunctionGradient(gradient()),
          GoalType.MINIMIZE,
          new InitialGuess(start.getPoint()));
    } catch (MathRuntimeException noBracketOrTooManySteps) {
      return start;
    }
  }

  private MultivariateVectorFunction gradient() {
    return point -> {
      double[] slope = new double[point.length];
      for (int i = 0; i < slope.length; i++) {
        slope[i] =
            (shifted(point, i, GRADIENT_STEP) - shifted(point, i, -GRADIENT_STEP))
                / (2 * GRADIENT_STEP);
      }
      return slope;
    };
  }

  private double shifted(double[] point, int i, double step) {
    double[] moved = point.clone();
    moved[i] += step;
    return target.value(moved);
  }
}
