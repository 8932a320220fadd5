package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.experience.Cue;
import dev.customerhealth.domain.experience.ExperienceModel;
import dev.customerhealth.domain.experience.TimedCue;
import java.util.ArrayList;
import java.util.List;

/** Cues with their times. */
final class Shared {

  private Shared() {}

  static List<TimedCue> timed(List<Cue> cues, long timeMillis) {
    return cues.stream().map(cue -> new TimedCue(cue, timeMillis)).toList();
  }

  /** The cues of one occasion, each as much as it counts beside the others. */
  static List<TimedCue> of(ExperienceModel model, List<TimedCue> cues) {
    List<Cue> shared = model.shared(TimedCue.cues(cues));
    var timed = new ArrayList<TimedCue>(cues.size());
    for (int i = 0; i < cues.size(); i++) {
      timed.add(new TimedCue(shared.get(i), cues.get(i).timeMillis()));
    }
    return timed;
  }
}
