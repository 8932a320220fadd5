package dev.customerhealth.domain.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Weighs what is known, shares out the weight of what is not, and lets caps have the last word. */
public final class Scorecard {

  /** {@code values()} makes a new array each time. */
  private static final ComponentName[] NAMES = ComponentName.values();

  private static final Comparator<Cap> LOWEST_FIRST =
      Comparator.comparingInt(Scorecard::limitTenths).thenComparing(Cap::name);

  private Scorecard() {}

  /**
   * @param values 0 to 1 for each component that is known; the others are missing, which is not bad
   * @param weights one per component, summing to 1
   * @param caps those in force
   */
  public static Score score(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights, List<Cap> caps) {
    double coverage = coverage(values, weights);
    List<Cap.Name> named = names(caps);
    if (coverage <= 0) {
      return new Score(null, missing(), named, 0);
    }
    int[] tenths = LargestRemainder.tenths(exactPoints(values, weights, coverage));
    List<ComponentScore> components = components(values, weights, coverage, tenths);
    int total = sum(tenths);
    Cap binding = binding(caps, total);
    if (binding != null) {
      components.add(deduction(binding, total));
    }
    int capped = binding == null ? total : limitTenths(binding);
    return new Score(capped, components, named, coverage);
  }

  /** {@link Score#tenths} of {@link #score}, without what it is made of. */
  public static @Nullable Integer tenths(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights, List<Cap> caps) {
    double coverage = coverage(values, weights);
    if (coverage <= 0) {
      return null;
    }
    int total = sum(LargestRemainder.tenths(exactPoints(values, weights, coverage)));
    Cap binding = binding(caps, total);
    return binding == null ? total : limitTenths(binding);
  }

  private static double coverage(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights) {
    double coverage = 0;
    for (ComponentName name : NAMES) {
      coverage += values.containsKey(name) ? weights.getOrDefault(name, 0.0) : 0;
    }
    return coverage;
  }

  private static List<Cap.Name> names(List<Cap> caps) {
    List<Cap.Name> names = new ArrayList<>(caps.size());
    for (Cap cap : caps) {
      names.add(cap.name());
    }
    Collections.sort(names);
    return names;
  }

  private static int sum(int[] tenths) {
    int sum = 0;
    for (int part : tenths) {
      sum += part;
    }
    return sum;
  }

  private static double[] exactPoints(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights, double coverage) {
    double[] points = new double[NAMES.length];
    for (ComponentName name : NAMES) {
      Double value = values.get(name);
      points[name.ordinal()] =
          value == null ? 0 : 100 * value * weights.getOrDefault(name, 0.0) / coverage;
    }
    return points;
  }

  private static List<ComponentScore> components(
      Map<ComponentName, Double> values,
      Map<ComponentName, Double> weights,
      double coverage,
      int[] tenths) {
    List<ComponentScore> components = new ArrayList<>(NAMES.length + 1);
    for (ComponentName name : NAMES) {
      Double value = values.get(name);
      Double weight = value == null ? null : (Double) (weights.getOrDefault(name, 0.0) / coverage);
      components.add(new ComponentScore(name.name(), value, weight, tenths[name.ordinal()]));
    }
    return components;
  }

  private static List<ComponentScore> missing() {
    return components(Map.of(), Map.of(), 1, new int[NAMES.length]);
  }

  /** The lowest of those below the score, by name where two are; null when none is. */
  private static @Nullable Cap binding(List<Cap> caps, int tenths) {
    Cap lowest = null;
    for (Cap cap : caps) {
      boolean binds = limitTenths(cap) < tenths;
      lowest = binds && (lowest == null || LOWEST_FIRST.compare(cap, lowest) < 0) ? cap : lowest;
    }
    return lowest;
  }

  private static ComponentScore deduction(Cap cap, int tenths) {
    return new ComponentScore(cap.name().name(), null, null, limitTenths(cap) - tenths);
  }

  private static int limitTenths(Cap cap) {
    return (int) StrictMath.floor(cap.limit() * 10 + 1e-9);
  }
}
