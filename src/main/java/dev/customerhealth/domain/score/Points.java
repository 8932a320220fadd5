package dev.customerhealth.domain.score;

import java.util.ArrayList;
import java.util.List;

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
    List<Part> parts = new ArrayList<>(score.components().size());
    for (ComponentScore part : score.components()) {
      if (part.tenths() != 0) {
        parts.add(new Part(part.name(), part.tenths()));
      }
    }
    return new Points(parts);
  }

  /** The moves that lead from these points to later ones. */
  public List<ScoreMove> movesTo(Points later, ScoreMove.Driver driver) {
    if (parts.equals(later.parts)) {
      return List.of();
    }
    List<ScoreMove> moves = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      addMove(parts.get(i).name(), isFirst(parts, i), later, driver, moves);
    }
    for (int i = 0; i < later.parts.size(); i++) {
      String name = later.parts.get(i).name();
      addMove(
          name,
          isFirst(later.parts, i) && !isAmong(parts, parts.size(), name),
          later,
          driver,
          moves);
    }
    return moves;
  }

  private void addMove(
      String name, boolean isNew, Points later, ScoreMove.Driver driver, List<ScoreMove> moves) {
    int tenths = isNew ? later.tenths(name) - tenths(name) : 0;
    if (tenths != 0) {
      moves.add(new ScoreMove(name, driver, tenths));
    }
  }

  private static boolean isFirst(List<Part> parts, int index) {
    return !isAmong(parts, index, parts.get(index).name());
  }

  /** Whether one of the first so many has that name: there are six at most. */
  private static boolean isAmong(List<Part> parts, int count, String name) {
    for (int i = 0; i < count; i++) {
      if (parts.get(i).name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private int tenths(String name) {
    int sum = 0;
    for (Part part : parts) {
      sum += part.name().equals(name) ? part.tenths() : 0;
    }
    return sum;
  }
}
