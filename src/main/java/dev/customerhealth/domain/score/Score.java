package dev.customerhealth.domain.score;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score and what it is made of.
 *
 * @param tenths 0 to 1000; null when nothing is known
 * @param components the five components in their order, then the cap that binds, if any
 * @param caps all caps in force, binding or not, in the order of their names
 * @param coverage sum of the weights of the components that are present, 0 to 1
 */
public record Score(
    @Nullable Integer tenths,
    List<ComponentScore> components,
    List<Cap.Name> caps,
    double coverage) {

  public Score {
    components = List.copyOf(components);
    caps = List.copyOf(caps);
  }

  public @Nullable Double points() {
    return tenths == null ? null : tenths / 10.0;
  }
}
