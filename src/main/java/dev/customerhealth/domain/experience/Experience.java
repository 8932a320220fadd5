package dev.customerhealth.domain.experience;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of how a customer was served. Mutable; {@code Customer} owns it.
 *
 * <p>What is said once goes into fading sums. What may still change (cases, referrals, silence, the
 * last return) is kept as facts and counted when asked, so that nothing has to be taken back.
 */
public final class Experience {

  /** More than any person gives rise to; a machine's earliest are the first to go. */
  static final int MOST_OCCASIONS = 200;

  public static final int MOST_FILES = 100;

  /** Before everything. */
  public static final long NEVER_SAID = Long.MIN_VALUE;

  /** Cues of feedback and observations, and of cases and referrals that are over; null: none. */
  public @Nullable LatentSums said;

  /** What was said of us to others, 0 to 1 instead of levels; null: nothing. */
  public @Nullable LatentSums advocacy;

  /** In time order. */
  public final List<Occasion> occasions = new ArrayList<>(0);

  public final List<CaseFile> cases = new ArrayList<>(0);
  public final List<ReferralFile> referrals = new ArrayList<>(0);

  /** The newest silence that was told of; null when there was none since the last occurrence. */
  public @Nullable Silence silence;

  /** When the customer was last heard of other than by coming, epoch milliseconds. */
  public long saidMillis = NEVER_SAID;

  public boolean isEmpty() {
    return said == null
        && advocacy == null
        && occasions.isEmpty()
        && cases.isEmpty()
        && referrals.isEmpty()
        && silence == null
        && saidMillis == NEVER_SAID;
  }

  /** Remembers an occasion that has consequences. */
  public void note(Occasion occasion) {
    if (occasion.matters()) {
      occasions.add(occasion);
      occasions.sort(Occasion.IN_TIME_ORDER);
      if (occasions.size() > MOST_OCCASIONS) {
        occasions.remove(0);
      }
    }
  }

  public @Nullable CaseFile caseFile(String caseId) {
    for (CaseFile file : cases) {
      if (file.caseId().equals(caseId)) {
        return file;
      }
    }
    return null;
  }

  public @Nullable ReferralFile referral(String referralId) {
    for (ReferralFile file : referrals) {
      if (file.referralId().equals(referralId)) {
        return file;
      }
    }
    return null;
  }
}
