package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.score.ComponentName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The scorecard of a segment.
 *
 * @param weights share of each component, 0 to 1, sum 1, every component present; default .35 .20
 *     .25 .10 .10. The weight of a component that is missing for a customer is shared out over the
 *     others
 * @param spend what the spend component compares
 * @param bands where the colours begin
 * @param lowConfidenceBelow coverage (sum of the weights of the components present, 0 to 1) below
 *     which confidence is LOW; default .40
 * @param changePoints points by which a score must move to be written to the history; default 1.0
 * @param driftPoints points by which time alone may move a score before it is published; default
 *     5.0
 * @param caps limits that beat weights
 * @param care what the handling of cases is worth
 */
public record ScoreRules(
    Map<ComponentName, Double> weights,
    SpendComponentRules spend,
    BandRules bands,
    double lowConfidenceBelow,
    double changePoints,
    double driftPoints,
    CapRules caps,
    CareRules care) {

  public ScoreRules {
    var copy = new EnumMap<ComponentName, Double>(ComponentName.class);
    copy.putAll(weights);
    if (copy.size() != ComponentName.values().length) {
      throw new IllegalArgumentException(
          "every component needs a weight, given are " + copy.keySet());
    }
    weights = Collections.unmodifiableMap(copy);
  }

  /** The weight of a component, 0 to 1. */
  public double weight(ComponentName component) {
    return weights.getOrDefault(component, 0.0);
  }
}
