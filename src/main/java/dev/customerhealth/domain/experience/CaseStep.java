package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.CaseUpdate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One step of a case, as it is kept.
 *
 * @param promisedByMillis when the customer was promised an end of it, epoch milliseconds
 */
public record CaseStep(
    CaseUpdate.Status status,
    long timeMillis,
    @Nullable Long promisedByMillis,
    @Nullable String channel,
    @Nullable String staffId) {

  static final Comparator<CaseStep> IN_TIME_ORDER =
      Comparator.comparingLong(CaseStep::timeMillis).thenComparing(CaseStep::status);

  static CaseStep of(CaseUpdate update) {
    return new CaseStep(
        update.status(),
        update.timeMillis(),
        update.promisedByMillis(),
        update.channel(),
        update.staffId());
  }
}
