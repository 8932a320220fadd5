package dev.customerhealth.domain.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Weighs what is known, shares out the weight of what is not, and lets caps have the last word. */
public final class Scorecard {

  private Scorecard() {}

  /**
   * @param values 0 to 1 for each component that is known; the others are missing, which is not bad
   * @param weights one per component, summing to 1
   * @param caps those in force
   */
  public static Score score(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights, List<Cap> caps) {
    double coverage = 0;
    for (ComponentName name : ComponentName.values()) {
      coverage += values.containsKey(name) ? weights.getOrDefault(name, 0.0) : 0;
    }
    List<Cap.Name> named = caps.stream().map(Cap::name).sorted().toList();
    if (coverage <= 0) {
      return new Score(null, missing(), named, 0);
    }
    double[] exact = exactPoints(values, weights, coverage);
    int[] tenths = LargestRemainder.tenths(exact);
    List<ComponentScore> components = components(values, weights, coverage, tenths);
    int total = IntStream.of(tenths).sum();
    Optional<Cap> binding = binding(caps, total);
    binding.ifPresent(cap -> components.add(deduction(cap, total)));
    int capped = binding.map(cap -> limitTenths(cap)).orElse(total);
    return new Score(capped, components, named, coverage);
  }

  private static double[] exactPoints(
      Map<ComponentName, Double> values, Map<ComponentName, Double> weights, double coverage) {
    double[] points = new double[ComponentName.values().length];
    for (ComponentName name : ComponentName.values()) {
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
    List<ComponentScore> components = new ArrayList<>();
    for (ComponentName name : ComponentName.values()) {
      Double value = values.get(name);
      Double weight = value == null ? null : (Double) (weights.getOrDefault(name, 0.0) / coverage);
      components.add(new ComponentScore(name.name(), value, weight, tenths[name.ordinal()]));
    }
    return components;
  }

  private static List<ComponentScore> missing() {
    return components(Map.of(), Map.of(), 1, new int[ComponentName.values().length]);
  }

  private static Optional<Cap> binding(List<Cap> caps, int tenths) {
    return caps.stream()
        .filter(cap -> limitTenths(cap) < tenths)
        .min(Comparator.comparingInt(Scorecard::limitTenths).thenComparing(Cap::name));
  }

  private static ComponentScore deduction(Cap cap, int tenths) {
    return new ComponentScore(cap.name().name(), null, null, limitTenths(cap) - tenths);
  }

  private static int limitTenths(Cap cap) {
    return (int) StrictMath.floor(cap.limit() * 10 + 1e-9);
  }
}
