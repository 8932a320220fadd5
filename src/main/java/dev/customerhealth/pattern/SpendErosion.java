package dev.customerhealth.pattern;

import static dev.customerhealth.domain.alert.SignalKind.ERASED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_CALL;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_RECOVERED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_WATCH;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import java.util.Set;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;

/**
 * Spend of a line fell to the watch threshold, then to the call threshold, and never came back in
 * between.
 *
 * <p>Keyed by customer and line: what becomes of one line neither ends nor breaks the story of
 * another. WATCH said again begins the story anew, so one CALL tells one story.
 */
public final class SpendErosion implements StoryPattern {

  public static final String UID = "story-spend-erosion";

  static final String WATCHED = "fell so far that it is watched";
  static final String RECOVERED_OR_ANEW = "came back, or is watched anew";
  static final String CALLED = "fell so far that somebody must call";

  private static final long serialVersionUID = 1L;
  private static final Says BEGIN = new Says(SPEND_WATCH);
  private static final Says BREAK = new Says(ERASED, SPEND_RECOVERED, SPEND_WATCH);
  private static final Says END = new Says(SPEND_CALL);

  @Override
  public String uid() {
    return UID;
  }

  @Override
  public AlertReason reason() {
    return AlertReason.SPEND_DROP;
  }

  @Override
  public Set<SignalKind> kinds() {
    return Says.kinds(BEGIN, BREAK, END);
  }

  @Override
  public Pattern<Signal, ?> pattern() {
    return Pattern.<Signal>begin(WATCHED, AfterMatchSkipStrategy.noSkip())
        .where(BEGIN)
        .notFollowedBy(RECOVERED_OR_ANEW)
        .where(BREAK)
        .followedBy(CALLED)
        .where(END)
        .where(new SoonAfter(WATCHED, reason()))
        .within(LONGEST);
  }

  /** The length keeps an id that looks like another id with its line apart from it. */
  @Override
  public String keyOf(Signal signal) {
    String id = signal.customerId();
    String line = signal.serviceLine();
    return id.length() + ":" + id + (line == null ? "" : "/" + line);
  }
}
