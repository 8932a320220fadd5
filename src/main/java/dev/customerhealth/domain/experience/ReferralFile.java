package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody whom the customer named, and whether that one came. Instants are epoch milliseconds. */
public final class ReferralFile {

  private final String referralId;
  private final long referredMillis;
  private final String referredCustomerId;

  /** Null before the referral itself is known. */
  public @Nullable String channel;

  /** When the one who was named first bought; null while that has not happened. */
  public @Nullable Long convertedMillis;

  /** Counts what was said of the conversion; the highest holds. */
  public int conversionRevision;

  /** What was published of it. */
  public Told told = Told.NOTHING;

  public ReferralFile(String referralId, long referredMillis, String referredCustomerId) {
    this.referralId = referralId;
    this.referredMillis = referredMillis;
    this.referredCustomerId = referredCustomerId;
  }

  public String referredCustomerId() {
    return referredCustomerId;
  }

  public String referralId() {
    return referralId;
  }

  public long referredMillis() {
    return referredMillis;
  }

  public long lastMillis() {
    return convertedMillis == null ? referredMillis : Math.max(referredMillis, convertedMillis);
  }

  public List<TimedCue> cues(ExperienceRules rules) {
    var cues = new ArrayList<TimedCue>();
    cues.add(new TimedCue(rules.cue(CueCode.TOLD_SOMEBODY), referredMillis));
    if (convertedMillis != null) {
      cues.add(new TimedCue(rules.cue(CueCode.REFERRAL_CONVERTED), convertedMillis));
    }
    return cues;
  }
}
