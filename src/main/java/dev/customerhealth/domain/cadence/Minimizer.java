package dev.customerhealth.domain.cadence;

import java.util.List;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.ConvergenceChecker;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer.Formula;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Finds the minimum of a smooth function of a few unbounded variables. Deterministic. A search that
 * gives up (no bracket, too many steps) has still left the best point that it saw, and that point
 * is the answer.
 */
final class Minimizer {

  private static final double SIMPLEX_SIDE = 0.25;
  private static final double TRUST_RADIUS = 0.5;
  private static final double TRUST_RADIUS_AT_END = 1e-5;
  private static final double GRADIENT_STEP = 1e-5;
  private static final ConvergenceChecker<PointValuePair> SIMPLEX_STOP =
      new SimpleValueChecker(1e-13, 1e-13, 3_000);
  private static final ConvergenceChecker<PointValuePair> GRADIENT_STOP =
      new SimpleValueChecker(1e-12, 1e-12, 200);

  /** Ends a search that wanders. */
  private static final MaxEval MAX_EVALUATIONS = new MaxEval(6_000);

  private final MultivariateFunction function;
  private double[] bestPoint;
  private double bestValue = Double.POSITIVE_INFINITY;

  private Minimizer(MultivariateFunction function, double[] start) {
    this.function = function;
    this.bestPoint = start;
  }

  /**
   * Nelder-Mead from every start, then conjugate gradients from the best point found: for a cheap
   * function.
   */
  static double[] fromStarts(MultivariateFunction function, List<double[]> starts) {
    Minimizer search = new Minimizer(function, starts.get(0));
    starts.forEach(start -> search.attempt(() -> search.nelderMead(start)));
    search.attempt(search::conjugateGradients);
    return search.bestPoint;
  }

  /**
   * Powell's BOBYQA, a quadratic model built from few evaluations: for a costly function and a good
   * start.
   */
  static double[] near(MultivariateFunction function, double[] start) {
    Minimizer search = new Minimizer(function, start);
    search.attempt(() -> search.quadraticModel(start));
    return search.bestPoint;
  }

  private void attempt(Runnable optimizer) {
    try {
      optimizer.run();
    } catch (MathRuntimeException gaveUp) {
      // The best point seen so far stands.
    }
  }

  private void nelderMead(double[] start) {
    new SimplexOptimizer(SIMPLEX_STOP)
        .optimize(
            MAX_EVALUATIONS,
            objective(),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            new NelderMeadSimplex(start.length, SIMPLEX_SIDE));
  }

  private void conjugateGradients() {
    new NonLinearConjugateGradientOptimizer(Formula.POLAK_RIBIERE, GRADIENT_STOP, 1e-4, 1e-8, 0.1)
        .optimize(
            MAX_EVALUATIONS,
            objective(),
            new ObjectiveFunctionGradient(this::slope),
            GoalType.MINIMIZE,
            new InitialGuess(bestPoint));
  }

  private void quadraticModel(double[] start) {
    new BOBYQAOptimizer(2 * start.length + 1, TRUST_RADIUS, TRUST_RADIUS_AT_END)
        .optimize(
            MAX_EVALUATIONS,
            objective(),
            GoalType.MINIMIZE,
            new InitialGuess(start),
            SimpleBounds.unbounded(start.length));
  }

  private ObjectiveFunction objective() {
    return new ObjectiveFunction(this::evaluate);
  }

  private double evaluate(double[] point) {
    double value = function.value(point);
    if (value < bestValue) {
      bestValue = value;
      bestPoint = point.clone();
    }
    return value;
  }

  /** Central differences. */
  private double[] slope(double[] point) {
    double[] slope = new double[point.length];
    for (int i = 0; i < slope.length; i++) {
      slope[i] =
          (shifted(point, i, GRADIENT_STEP) - shifted(point, i, -GRADIENT_STEP))
              / (2 * GRADIENT_STEP);
    }
    return slope;
  }

  private double shifted(double[] point, int i, double step) {
    double[] moved = point.clone();
    moved[i] += step;
    return evaluate(moved);
  }
}
