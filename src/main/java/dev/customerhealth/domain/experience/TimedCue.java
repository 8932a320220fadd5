package dev.customerhealth.domain.experience;

import java.util.ArrayList;
import java.util.List;

/**
 * A cue and when it was given.
 *
 * @param timeMillis epoch milliseconds
 */
public record TimedCue(Cue cue, long timeMillis) {

  /** The same without their times. */
  public static List<Cue> cues(List<TimedCue> timed) {
    List<Cue> cues = new ArrayList<>(timed.size());
    for (TimedCue cue : timed) {
      cues.add(cue.cue);
    }
    return cues;
  }
}
