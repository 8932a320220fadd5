package dev.customerhealth.domain.cadence;

/**
 * What a fit found, or why it could not fit.
 *
 * @param model the fitted model, or the fallback
 * @param customers customers the likelihoods were taken over (a systematic sample of a very large
 *     base)
 * @param repeatBuyers those of them with at least two occurrence days
 * @param bgLogLikelihood natural log, at the fitted parameters; NaN in a fallback, as are the other
 *     two
 * @param mbgLogLikelihood as above
 * @param mixLogLikelihood as above; it contains the density of the gaps and compares with no other
 *     model
 * @param fallbackReason why the fallback was taken; empty when the model was fitted
 */
public record FittedCadence(
    CadenceModel model,
    int customers,
    int repeatBuyers,
    double bgLogLikelihood,
    double mbgLogLikelihood,
    double mixLogLikelihood,
    String fallbackReason) {

  static FittedCadence fallback(
      CadenceModel model, int customers, int repeatBuyers, String reason) {
    return new FittedCadence(
        model, customers, repeatBuyers, Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** False when the model is the fallback. */
  public boolean isFitted() {
    return fallbackReason.isEmpty();
  }
}
