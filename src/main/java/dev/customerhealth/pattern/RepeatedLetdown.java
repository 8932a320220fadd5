package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.POOR_SERVICE;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Poor service, and poor service again. A good experience in between takes nothing back: to be let
 * down every other time is to be let down repeatedly.
 *
 * <p>Each poor experience ends the story that the one before it began, and begins the next, so n of
 * them tell at most n - 1 stories. Were they told in pairs, the third would say nothing, though it
 * may be the first after a person closed the alert.
 */
public final class RepeatedLetdown implements StoryPattern {

  public static final String UID = "story-repeated-letdown";

  static final String LET_DOWN = "was let down";
  static final String ERASED_SINCE = "is erased";
  static final String LET_DOWN_AGAIN = "was let down again";

  private static final long serialVersionUID = 1L;
  private static final Says POOR = new Says(POOR_SERVICE);
  private static final Says BREAK = new Says(ERASED);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.REPEATED_LETDOWN;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(POOR, BREAK);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(LET_DOWN, AfterMatchSkipStrategy.noSkip())
        .where(POOR)
        .notFollowedBy(ERASED_SINCE)
        .where(BREAK)
        .followedBy(LET_DOWN_AGAIN)
        .where(POOR)
        .where(new SoonAfter(LET_DOWN, reason()))
        .within(LONGEST);
  }
}
