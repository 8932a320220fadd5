package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.COMPETITOR;
import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_CALL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_CALL;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.STAYING;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A competitor was mentioned, then the customer spends less or is overdue; unless somebody noted in
 * between that the customer stays. Coming back does not break it: whoever shops at two places comes
 * back, and spends less.
 *
 * <p>A further mention begins the story anew, so many mentions before one drop are one story, of
 * the last of them; WATCH, then CALL of the same drop do not tell it twice.
 */
public final class CompetitorPull implements StoryPattern {

  public static final String UID = "story-competitor-pull";

  static final String LOOKED_AROUND = "mentioned a competitor";
  static final String STAYS_OR_ANEW = "stays, or mentioned one anew";
  static final String TURNED_AWAY = "spends less or is overdue";

  private static final long serialVersionUID = 1L;
  private static final Says BEGIN = new Says(COMPETITOR);
  private static final Says BREAK = new Says(ERASED, STAYING, COMPETITOR);
  private static final Says END = new Says(SPEND_WATCH, SPEND_CALL, OVERDUE_WATCH, OVERDUE_CALL);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.COMPETITOR_PULL;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(BEGIN, BREAK, END);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(LOOKED_AROUND, AfterMatchSkipStrategy.noSkip())
        .where(BEGIN)
        .notFollowedBy(STAYS_OR_ANEW)
        .where(BREAK)
        .followedBy(TURNED_AWAY)
        .where(END)
        .where(new SoonAfter(LOOKED_AROUND, reason()))
        .within(LONGEST);
  }
}
