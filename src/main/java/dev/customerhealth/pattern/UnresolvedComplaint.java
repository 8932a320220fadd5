package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.CASE_IN_TIME;
import static dev.customerhealth.domain.alert.SignalKind.CASE_OVERDUE;
import static dev.customerhealth.domain.alert.SignalKind.COMPLAINT;
import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.RESOLVED;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A complaint passed a time limit, and not all that the customer complained about was resolved in
 * between.
 *
 * <p>A further complaint begins the story anew: however many complaints wait, the customer is one
 * and is called once; first answer and resolution both overdue are one story. So does what waits
 * while nothing is late any more, for it may be late again.
 *
 * <p>No alert depends on it: each CASE_OVERDUE opens one by itself, because what is late, a step
 * learnt behind event time, would else be called by nobody.
 */
public final class UnresolvedComplaint implements StoryPattern {

  public static final String UID = "story-unresolved-complaint";

  static final String COMPLAINED = "complained";
  static final String RESOLVED_OR_ANEW = "everything was resolved, or there was a complaint anew";
  static final String WAITED_TOO_LONG = "waited too long";

  private static final long serialVersionUID = 1L;
  private static final Says BEGIN = new Says(COMPLAINT, CASE_IN_TIME);
  private static final Says BREAK = new Says(ERASED, RESOLVED, COMPLAINT, CASE_IN_TIME);
  private static final Says END = new Says(CASE_OVERDUE);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.UNRESOLVED_COMPLAINT;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(BEGIN, BREAK, END);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(COMPLAINED, AfterMatchSkipStrategy.noSkip())
        .where(BEGIN)
        .notFollowedBy(RESOLVED_OR_ANEW)
        .where(BREAK)
        .followedBy(WAITED_TOO_LONG)
        .where(END)
        .where(new SoonAfter(COMPLAINED, reason()))
        .within(LONGEST);
  }
}
