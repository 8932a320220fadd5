package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.GOOD_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.LEVEL_FELL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_CALL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.PRAISE;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_CALL;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_WATCH;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Each experience was worse than the one before, then the customer spends less or is overdue; and
 * no good one put an end to the decline.
 *
 * <p>A further fall begins the story anew, so several falls before one drop are one story, of the
 * last of them; WATCH, then CALL of the same drop do not tell it twice.
 */
public final class DecliningExperience implements StoryPattern {

  public static final String UID = "story-declining-experience";

  static final String GOT_WORSE = "experience got worse and worse";
  static final String GOT_BETTER_OR_ANEW = "experience got better, or worse anew";
  static final String TURNED_AWAY = "spends less or is overdue";

  private static final long serialVersionUID = 1L;
  private static final Says BEGIN = new Says(LEVEL_FELL);
  private static final Says BREAK = new Says(ERASED, GOOD_SERVICE, PRAISE, LEVEL_FELL);
  private static final Says END = new Says(SPEND_WATCH, SPEND_CALL, OVERDUE_WATCH, OVERDUE_CALL);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.DECLINING_EXPERIENCE;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(BEGIN, BREAK, END);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(GOT_WORSE, AfterMatchSkipStrategy.noSkip())
        .where(BEGIN)
        .notFollowedBy(GOT_BETTER_OR_ANEW)
        .where(BREAK)
        .followedBy(TURNED_AWAY)
        .where(END)
        .where(new SoonAfter(GOT_WORSE, reason()))
        .within(LONGEST);
  }
}
