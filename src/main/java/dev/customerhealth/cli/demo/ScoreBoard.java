package dev.customerhealth.cli.demo;

import dev.customerhealth.domain.EventType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the scores read so far say about everybody. */
final class ScoreBoard {

  private static final String FEEDBACK = EventType.FEEDBACK.plural() + '/';

  private final Set<String> watched;
  private final Instant lookBackAt;
  private final Map<String, ScoreRecord> current = new HashMap<>();
  private final Map<String, ScoreRecord> earlier = new HashMap<>();
  private final Map<String, List<ScoreRecord>> lives = new HashMap<>();
  private final Map<String, ScoreRecord> afterFeedback = new HashMap<>();
  private final Map<String, Integer> bands = new TreeMap<>();
  private @Nullable ScoreRecord newestAlarm;
  private long records;

  /**
   * @param watched customers of whom every record is kept
   * @param lookBackAt instant whose scores are kept beside the newest
   */
  ScoreBoard(Set<String> watched, Instant lookBackAt) {
    this.watched = Set.copyOf(watched);
    this.lookBackAt = lookBackAt;
  }

  void add(ScoreRecord score) {
    records++;
    ScoreRecord before = current.put(score.customerId(), score);
    if (before != null) {
      bands.merge(before.band(), -1, Integer::sum);
    }
    bands.merge(score.band(), 1, Integer::sum);
    if (!score.at().isAfter(lookBackAt)) {
      earlier.put(score.customerId(), score);
    }
    if (watched.contains(score.customerId())) {
      lives.computeIfAbsent(score.customerId(), id -> new ArrayList<>()).add(score);
    }
    if (score.cause().startsWith(FEEDBACK)) {
      afterFeedback.put(score.cause(), score);
    }
    noteAlarm(score, before);
  }

  /** Of two alarms of one moment, the dearer one. */
  private void noteAlarm(ScoreRecord score, @Nullable ScoreRecord before) {
    boolean isNew = score.isAlarming() && (before == null || !before.isAlarming());
    if (isNew && (newestAlarm == null || isNewer(score, newestAlarm))) {
      newestAlarm = score;
    }
  }

  private static boolean isNewer(ScoreRecord a, ScoreRecord b) {
    int newer = a.at().compareTo(b.at());
    return newer > 0 || (newer == 0 && a.value().compareTo(b.value()) > 0);
  }

  long records() {
    return records;
  }

  int customers() {
    return current.size();
  }

  int inBand(String band) {
    return bands.getOrDefault(band, 0);
  }

  Optional<ScoreRecord> newestAlarm() {
    return Optional.ofNullable(newestAlarm);
  }

  Collection<ScoreRecord> current() {
    return current.values();
  }

  /** The scores as they were at the instant looked back to. */
  Collection<ScoreRecord> earlier() {
    return earlier.values();
  }

  /** The record that a piece of feedback led to. */
  Optional<ScoreRecord> after(String feedbackAsCause) {
    return Optional.ofNullable(afterFeedback.get(feedbackAsCause));
  }

  /** Every record of a watched customer, in order. */
  List<ScoreRecord> life(String customerId) {
    return lives.getOrDefault(customerId, List.of());
  }
}
