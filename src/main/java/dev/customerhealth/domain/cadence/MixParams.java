package dev.customerhealth.domain.cadence;

import java.util.List;

/**
 * Parameters of MIX-k, the mixture over the regularity of purchase gaps.
 *
 * @param nbd shared by all regularities
 * @param weights share of customers whose gaps are Erlang-k for k = 1, 2, 3, 5, 8, in this order;
 *     each above 0, sum 1
 */
public record MixParams(NbdParams nbd, List<Double> weights) {

  /** The regularities, in the order of the weights. */
  public static final List<Integer> KS = List.of(1, 2, 3, 5, 8);

  public MixParams {
    weights = List.copyOf(weights);
  }
}
