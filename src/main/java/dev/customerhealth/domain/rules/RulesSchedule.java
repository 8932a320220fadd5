package dev.customerhealth.domain.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which version holds when, by event time alone: of all that have begun, the one that began last;
 * of two that begin together, the one that was accepted last. Before the first has begun, the first
 * holds. Immutable; the order in which changes become known leaves no trace.
 */
public final class RulesSchedule {

  /**
   * How many versions, live and shadow apart, are remembered: the oldest goes first. Its time is
   * long past unless there were a hundred changes within the reach of late events.
   */
  public static final int MOST = 100;

  private static final Comparator<RulesChange> IN_ORDER =
      Comparator.comparingLong(RulesChange::fromMillis).thenComparingLong(RulesChange::number);

  private final List<RulesChange> live;
  private final List<RulesChange> shadows;

  private RulesSchedule(List<RulesChange> live, List<RulesChange> shadows) {
    this.live = live;
    this.shadows = shadows;
  }

  /**
   * @throws IllegalArgumentException without any live version
   */
  public static RulesSchedule of(Collection<RulesChange> changes) {
    List<RulesChange> live = newest(changes, false);
    if (live.isEmpty()) {
      throw new IllegalArgumentException("No rules would ever hold: " + changes.size());
    }
    return new RulesSchedule(live, newest(changes, true));
  }

  private static List<RulesChange> newest(Collection<RulesChange> changes, boolean shadow) {
    List<RulesChange> sorted =
        changes.stream().filter(change -> change.shadow() == shadow).sorted(IN_ORDER).toList();
    return sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
  }

  public RulesSchedule plus(RulesChange change) {
    List<RulesChange> all = new ArrayList<>(changes());
    all.add(change);
    return of(all);
  }

  /** All that are remembered. */
  public List<RulesChange> changes() {
    List<RulesChange> all = new ArrayList<>(live);
    all.addAll(shadows);
    return all;
  }

  /** The version in force at an instant, epoch milliseconds. */
  public RulesChange at(long millis) {
    RulesChange begun = last(live, millis);
    return begun == null ? live.get(0) : begun;
  }

  /** The version that scores beside it; null for none. */
  public @Nullable RulesChange shadowAt(long millis) {
    RulesChange begun = last(shadows, millis);
    return begun == null || begun.yaml() == null ? null : begun;
  }

  /** The first instant at which the version of this instant holds. */
  public long fromMillis(long millis) {
    RulesChange rules = at(millis);
    return rules.equals(live.get(0)) ? Long.MIN_VALUE : rules.fromMillis();
  }

  /** The last instant at which the version of this instant holds. */
  public long untilMillis(long millis) {
    // The first has no beginning.
    return live.stream()
        .skip(1)
        .mapToLong(RulesChange::fromMillis)
        .filter(from -> from > millis)
        .map(from -> from - 1)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private static @Nullable RulesChange last(List<RulesChange> changes, long millis) {
    int i = changes.size() - 1;
    while (i >= 0 && changes.get(i).fromMillis() > millis) {
      i--;
    }
    return i < 0 ? null : changes.get(i);
  }
}
