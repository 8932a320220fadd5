package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.GOOD_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_CALL;
import static dev.customerhealth.domain.alert.SignalKind.OVERDUE_WATCH;
import static dev.customerhealth.domain.alert.SignalKind.POOR_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.RESOLVED;
import static dev.customerhealth.domain.alert.SignalKind.RETURNED;
import static dev.customerhealth.domain.alert.SignalKind.SILENT;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Poor service, then silence; and in between the customer neither came back, nor was served well,
 * nor had the complaint resolved.
 *
 * <p>Poor service again begins the story anew, so several poor experiences before one silence are
 * one story, of the last of them; a silence that goes on (SILENT, then OVERDUE) tells it once.
 */
public final class PoorServiceThenSilence implements StoryPattern {

  public static final String UID = "story-poor-service-then-silence";

  static final String SERVED_POORLY = "was served poorly";
  static final String MADE_GOOD_OR_ANEW = "came back, was made good to, or was served poorly anew";
  static final String STAYED_AWAY = "stayed away";

  private static final long serialVersionUID = 1L;
  private static final Says BEGIN = new Says(POOR_SERVICE);
  private static final Says BREAK =
      new Says(ERASED, RETURNED, GOOD_SERVICE, RESOLVED, POOR_SERVICE);
  private static final Says END = new Says(SILENT, OVERDUE_WATCH, OVERDUE_CALL);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.POOR_SERVICE_THEN_SILENCE;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(BEGIN, BREAK, END);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(SERVED_POORLY, AfterMatchSkipStrategy.noSkip())
        .where(BEGIN)
        .notFollowedBy(MADE_GOOD_OR_ANEW)
        .where(BREAK)
        .followedBy(STAYED_AWAY)
        .where(END)
        .where(new SoonAfter(SERVED_POORLY, reason()))
        .within(LONGEST);
  }
}
