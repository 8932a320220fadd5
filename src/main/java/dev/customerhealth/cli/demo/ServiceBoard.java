package dev.customerhealth.cli.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the service levels and standings read so far say. */
final class ServiceBoard {

  /** By feedback id; a later revision replaces an earlier one. */
  private final Map<String, LevelRecord> levels = new HashMap<>();

  private final Map<String, StandingRecord> standings = new TreeMap<>();

  void add(LevelRecord level) {
    levels.put(level.feedbackId(), level);
  }

  void add(StandingRecord standing) {
    standings.put(standing.key(), standing);
  }

  /** The last revision of each. */
  Collection<LevelRecord> levels() {
    return levels.values();
  }

  /**
   * How many levels of this number stand.
   *
   * @param synthetic those read from what was made up, or those read from real behaviour
   */
  long count(int number, boolean synthetic) {
    return levels.values().stream()
        .filter(LevelRecord::stands)
        .filter(level -> level.isSynthetic() == synthetic)
        .filter(level -> Integer.valueOf(number).equals(level.level()))
        .count();
  }

  /** The staff who have a standing, in the order of their names. */
  List<StandingRecord> staff() {
    return standings.values().stream().filter(StandingRecord::isOfStaff).toList();
  }
}
