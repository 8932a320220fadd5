package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.rules.AlertRules;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;

/**
 * A story that signals may tell: what begins it, what breaks it off, what ends it.
 *
 * <p>Stages follow each other with relaxed contiguity: what a customer does besides is not part of
 * the story, and must not hide it. ({@code followedByAny} would tell one beginning again with every
 * end.)
 *
 * <p>No story skips after a match. A strategy that skips lets nothing be told as long as an older
 * story of the key might still come to its end, though the rules' window has long passed it: half a
 * year late, and stamped so. Instead what begins a story also breaks off the one that began before,
 * so that there is one to be told at a time.
 *
 * <p>A story that did not come to its end in time is thrown away in silence: that nothing more
 * happened is good news, and nobody is to be told.
 */
interface StoryPattern extends Serializable {

  /**
   * The window of every pattern, whatever the rules say: state must not depend on them. A pattern's
   * window excludes its last instant, those of the rules include it.
   */
  Duration LONGEST = Duration.ofDays(AlertRules.LONGEST_STORY_DAYS).plusMillis(1);

  /** Of the operator. Another pattern cannot read the state of this one: it needs another uid. */
  String uid();

  AlertReason reason();

  /** Every signal that has a part in it, also as what breaks it off. */
  Set<SignalKind> kinds();

  Pattern<Signal, ?> pattern();

  /** Signals of different keys have nothing to do with each other. */
  default String keyOf(Signal signal) {
    return signal.customerId();
  }
}
