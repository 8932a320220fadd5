package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Signal;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * The signal was decided within the story's window, counted from an earlier stage and including its
 * last instant. The window is that of the rules that decided the signal: it carries it.
 */
final class SoonAfter extends IterativeCondition<Signal> {

  private static final long serialVersionUID = 1L;

  private final String stage;
  private final AlertReason story;

  SoonAfter(String stage, AlertReason story) {
    this.stage = stage;
    this.story = story;
  }

  @Override
  public boolean filter(Signal signal, Context<Signal> context) throws Exception {
    long windowMillis = signal.storyMillis(story);
    for (Signal earlier : context.getEventsForPattern(stage)) {
      if (signal.timeMillis() - earlier.timeMillis() > windowMillis) {
        return false;
      }
    }
    return true;
  }
}
