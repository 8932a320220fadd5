package dev.customerhealth.domain.experience;

import org.jspecify.annotations.Nullable;

/**
 * A case from its opening, or reopening, to its resolution. Instants are epoch milliseconds.
 *
 * @param first the step that opened it
 * @param answerDue when the first answer is due; null where a promise counts instead
 * @param answered null while nobody did
 * @param resolved null while it is open
 */
record CasePhase(
    CaseStep first,
    boolean reopened,
    @Nullable Long answerDue,
    long resolutionDue,
    @Nullable Long answered,
    @Nullable Long resolved) {

  long from() {
    return first.timeMillis();
  }

  boolean isOpen() {
    return resolved == null;
  }

  boolean isResolvedInTime() {
    return resolved != null && resolved <= resolutionDue;
  }

  /** When the first limit was missed; null when none was up to that instant. */
  @Nullable Long missedBy(long atMillis) {
    Long answer = missed(answerDue, answered == null ? resolved : answered, atMillis);
    Long resolution = missed(resolutionDue, resolved, atMillis);
    if (answer == null || resolution == null) {
      return answer == null ? resolution : answer;
    }
    return Math.min(answer, resolution);
  }

  /** The next instant at which a limit is missed if nothing happens; null when there is none. */
  @Nullable Long nextLimit(long afterMillis) {
    if (!isOpen() || missedBy(afterMillis) != null) {
      return null;
    }
    long answer = answerDue == null || answered != null ? Long.MAX_VALUE - 1 : answerDue;
    return Math.min(answer, resolutionDue) + 1;
  }

  /** Missed means a millisecond later than due. A promise in the past is missed at once. */
  private @Nullable Long missed(@Nullable Long due, @Nullable Long done, long atMillis) {
    if (due == null || (done != null && done <= due)) {
      return null;
    }
    long missedAt = Math.max(from(), due + 1);
    return missedAt <= atMillis ? (Long) missedAt : null;
  }
}
