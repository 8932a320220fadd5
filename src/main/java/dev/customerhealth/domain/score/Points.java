package dev.customerhealth.domain.score;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The points of a score without their values and weights: what must be remembered to explain the
 * next change.
 *
 * @param parts name and tenths, zeros left out, in the order of {@link Score#components()}
 */
public record Points(List<Part> parts) {

  public static final Points NONE = new Points(List.of());

  public record Part(String name, int tenths) {}

  public Points {
    parts = List.copyOf(parts);
  }

  public static Points of(Score score) {
    return new Points(
        score.components().stream()
            .filter(c -> c.tenths() != 0)
            .map(c -> new Part(c.name(), c.tenths()))
            .toList());
  }

  /** The moves that lead from these points to later ones. */
  public List<ScoreMove> movesTo(Points later, ScoreMove.Driver driver) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(p -> names.add(p.name()));
    later.parts.forEach(p -> names.add(p.name()));
    List<ScoreMove> moves = new ArrayList<>();
    for (String name : names) {
      int tenths = later.tenths(name) - tenths(name);
      if (tenths != 0) {
        moves.add(new ScoreMove(name, driver, tenths));
      }
    }
    return moves;
  }

  private int tenths(String name) {
    int sum = 0;
    for (Part part : parts) {
      sum += part.name().equals(name) ? part.tenths() : 0;
    }
    return sum;
  }
}
