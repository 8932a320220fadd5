package dev.customerhealth.pattern;

import dev.customerhealth.domain.alert.Signal;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * The signal was decided within the story's window, counted from an earlier stage and including its
 * last instant.
 */
final class SoonAfter extends IterativeCondition<Signal> {

  private static final long serialVersionUID = 1L;

  private final String stage;
  private final long windowMillis;

  SoonAfter(String stage, long windowMillis) {
    this.stage = stage;
    this.windowMillis = windowMillis;
  }

  @Override
  public boolean filter(Signal signal, Context<Signal> context) throws Exception {
    for (Signal earlier : context.getEventsForPattern(stage)) {
      if (signal.timeMillis() - earlier.timeMillis() > windowMillis) {
        return false;
      }
    }
    return true;
  }
}
