package dev.customerhealth.domain.experience;

import dev.customerhealth.domain.rules.ExperienceRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From cues to levels. */
public final class ExperienceModel {

  private static final Comparator<Cue> LOWEST_FIRST =
      Comparator.comparingDouble(Cue::centre).thenComparing(Cue::code);

  private final ExperienceRules rules;

  public ExperienceModel(ExperienceRules rules) {
    this.rules = rules;
  }

  /**
   * Makes cues of one occasion share their precision: ten words of praise in one text are not ten
   * customers. Together they count at most shareLimit times as much as the strongest of them.
   */
  public List<Cue> shared(List<Cue> cues) {
    if (cues.size() < 2) {
      // It shares with nobody, and the limit is 1 at least.
      return cues;
    }
    double strongest = cues.stream().mapToDouble(Cue::precision).max().orElse(0);
    double together = cues.stream().mapToDouble(Cue::precision).sum();
    double most = rules.shareLimit() * strongest;
    return together <= most ? cues : cues.stream().map(cue -> cue.times(most / together)).toList();
  }

  /**
   * What one piece of feedback, case or observation says.
   *
   * @param cues all that were found in it, not yet {@link #shared}
   * @return empty without any cue
   */
  public Optional<Reading> read(List<Cue> cues) {
    if (!anyCounts(cues)) {
      return Optional.empty();
    }
    List<Cue> shared = shared(cues);
    Latent latent = CueSums.of(shared).with(rules.prior());
    Bound bound = bound(cues);
    return Optional.of(
        new Reading(
            bound == null ? latent.level() : bound.level(),
            latent,
            bound,
            Evidence.of(latent, rules.prior(), shared)));
  }

  private static boolean anyCounts(List<Cue> cues) {
    for (Cue cue : cues) {
      if (cue.precision() > 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * What an occasion says when what went wrong has been put right: nothing holds the level down.
   *
   * @return empty without any cue
   */
  public Optional<Reading> readSettled(List<Cue> cues) {
    return read(cues)
        .map(
            reading ->
                reading.bound() == null || reading.bound().level() != Level.TERRIBLE
                    ? reading
                    : new Reading(
                        reading.latent().level(), reading.latent(), null, reading.evidence()));
  }

  /** The bound that one occasion's cues set: the bad one when there are both. */
  public @Nullable Bound bound(List<Cue> cues) {
    Cue lowest = null;
    Bound bound = null;
    for (Cue cue : cues) {
      Bound other = rules.bounds().of(cue.code());
      int order = bound == null || other == null ? 0 : other.level().compareTo(bound.level());
      boolean lower = order < 0 || (order == 0 && isLower(cue, lowest));
      if (other != null && lower) {
        lowest = cue;
        bound = other;
      }
    }
    return bound;
  }

  private static boolean isLower(Cue cue, @Nullable Cue than) {
    return than == null || LOWEST_FIRST.compare(cue, than) < 0;
  }

  /** Where the experience lies of whom nothing is known, in levels. */
  double priorCentre() {
    return rules.prior().centre();
  }

  /**
   * A running experience.
   *
   * @param sums as of the time in question
   * @return empty when all that is known has faded: missing is not average
   */
  public Optional<Latent> running(CueSums sums) {
    return sums.p() < rules.missingBelow()
        ? Optional.empty()
        : Optional.of(sums.with(rules.prior()));
  }
}
