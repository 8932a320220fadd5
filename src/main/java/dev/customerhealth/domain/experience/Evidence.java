package dev.customerhealth.domain.experience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One cue and what it did.
 *
 * @param share of the precision, 0 to 1; shares sum to 1
 * @param pull centre - mean, in levels
 */
public record Evidence(Cue cue, double share, double pull) {

  private static final Comparator<Evidence> STRONGEST_FIRST =
      Comparator.comparingDouble((Evidence evidence) -> -evidence.share)
          .thenComparing(evidence -> evidence.cue.code())
          .thenComparing(evidence -> evidence.cue.centre())
          .thenComparing(evidence -> String.valueOf(evidence.cue.text()));

  /** What made up an experience, the prior included, the strongest first. */
  static List<Evidence> of(Latent latent, Prior prior, List<Cue> cues) {
    var all = new ArrayList<Cue>(cues);
    all.add(prior.cue());
    return all.stream()
        .map(
            cue ->
                new Evidence(
                    cue, cue.precision() / latent.precision(), cue.centre() - latent.mean()))
        .sorted(STRONGEST_FIRST)
        .toList();
  }
}
