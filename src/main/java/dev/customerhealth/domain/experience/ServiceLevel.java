package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * The level that one occasion reveals, as it is published: a piece of feedback, a case, an
 * observation, a referral or a silence. A later revision of the same {@code feedbackId} replaces an
 * earlier one.
 *
 * @param feedbackId the feedback; {@code case:}, {@code observation:}, {@code referral:} and the id
 *     for those; {@code silence:} and the last purchase's id for a silence
 * @param revision counts the records of this key, from 1
 * @param eventTimeMillis when it was said or noticed, epoch milliseconds
 * @param decidedMillis event time at which this revision was decided, epoch milliseconds
 * @param reading null without any cue
 * @param segment null when no profile was seen
 */
public record ServiceLevel(
    String customerId,
    String feedbackId,
    long revision,
    State state,
    long eventTimeMillis,
    long decidedMillis,
    @Nullable Reading reading,
    Setting setting,
    @Nullable String segment,
    String rulesVersion) {

  /** Whether a level stands. */
  public enum State {
    CONFIRMED,
    /** Waits for its confirmation: a silence that may end. */
    PROVISIONAL,
    /** Taken back. */
    WITHDRAWN
  }

  /** Where, by whom and about what; null where it is not known. */
  public record Setting(
      @Nullable String channel,
      Feedback.@Nullable Stage stage,
      @Nullable String staffId,
      @Nullable String store,
      @Nullable String orderId,
      @Nullable String caseId) {

    public static final Setting UNKNOWN = new Setting(null, null, null, null, null, null);
  }
}
