package dev.customerhealth.codec;

import static dev.customerhealth.codec.FieldChecks.finite;
import static dev.customerhealth.codec.FieldChecks.within;

import org.jspecify.annotations.Nullable;

/** A rating with the ends of its scale, which are 1 and 5 where none were given. */
record RatingScale(@Nullable Double rating, @Nullable Double min, @Nullable Double max) {

  private static final double DEFAULT_MIN = 1;
  private static final double DEFAULT_MAX = 5;

  static RatingScale of(
      @Nullable Double rating, @Nullable Double scaleMin, @Nullable Double scaleMax)
      throws Rejection {
    finite("scaleMin", scaleMin);
    finite("scaleMax", scaleMax);
    if (rating == null && (scaleMin == null || scaleMax == null)) {
      return new RatingScale(null, scaleMin, scaleMax);
    }
    double min = scaleMin == null ? DEFAULT_MIN : scaleMin;
    double max = scaleMax == null ? DEFAULT_MAX : scaleMax;
    if (min >= max) {
      throw new Rejection(RejectReason.INVALID_SCALE, "from " + min + " to " + max);
    }
    return new RatingScale(within("rating", rating, min, max), min, max);
  }
}
