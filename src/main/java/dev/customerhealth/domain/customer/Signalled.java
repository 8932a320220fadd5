package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.alert.SpendStage;
import dev.customerhealth.domain.experience.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was last signalled of a customer, so that nothing is said again while it lasts. Mutable;
 * {@link Customer} owns it. Instants are epoch milliseconds.
 */
public final class Signalled {

  /** Experiences that LEVEL_FELL looks at. */
  public static final int LEVELS = 3;

  /** One experience, as far as the next ones are compared with it. */
  public record Rated(long timeMillis, Level level) {}

  /** How far the current silence has come. */
  public Absence absence = Absence.NONE;

  /** The last occurrence before that silence, epoch day; means nothing while it is NONE. */
  public int absentSinceDay;

  /** By index of the service line, {@code SpanTotal.ALL_LINES} for all together; NONE left out. */
  public final TreeMap<Integer, SpendStage> spend = new TreeMap<>();

  /** The newest experiences in time order, at most {@link #LEVELS}. */
  public final List<Rated> levels = new ArrayList<>(0);

  /** POOR_SERVICE was signalled, and neither GOOD_SERVICE nor PRAISE since. */
  public boolean letDown;

  /** The same of LEVEL_FELL. */
  public boolean fell;

  /** Open complaints by case id; true: signalled as overdue. */
  public final TreeMap<String, Boolean> complaints = new TreeMap<>();

  /** When harsh words were said to many that are not made good yet; null: never. */
  public @Nullable Long shamedMillis;

  /** The case about it, if any. */
  public @Nullable String shamedCaseId;

  /** When the customer was said to be leaving; null: not, or not any more. */
  public @Nullable Long leavingMillis;

  /** The newest of what makes a silence speak: poor service, complaint, competitor. */
  public long hurtMillis = Customer.BEFORE_ALL;

  /**
   * Up to this epoch day purchases matter to what may have been opened for the customer; 0: nothing
   * was.
   */
  public int followedDay;

  /** When the newest story may have begun, see {@link StorySignals}. */
  public long begunMillis = Customer.BEFORE_ALL;

  /** Nothing was ever signalled. */
  public boolean isNothing() {
    return absence == Absence.NONE
        && spend.isEmpty()
        && levels.isEmpty()
        && !letDown
        && !fell
        && complaints.isEmpty()
        && shamedMillis == null
        && leavingMillis == null
        && hurtMillis == Customer.BEFORE_ALL
        && followedDay == 0
        && begunMillis == Customer.BEFORE_ALL;
  }

  /** No alert was ever opened by what was told, the current silence aside. */
  boolean isUnheard() {
    return (absence == Absence.NONE || absence == Absence.GONE)
        && spend.isEmpty()
        && !letDown
        && !fell
        && !isConcerned()
        && leavingMillis == null
        && hurtMillis == Customer.BEFORE_ALL
        && followedDay == 0;
  }

  SpendStage spendOf(int line) {
    return spend.getOrDefault(line, SpendStage.NONE);
  }

  void setSpend(int line, SpendStage stage) {
    if (stage == SpendStage.NONE) {
      spend.remove(line);
    } else {
      spend.put(line, stage);
    }
  }

  void hurt(long timeMillis) {
    hurtMillis = Math.max(hurtMillis, timeMillis);
  }

  /** Ids of those that were signalled as overdue, and were given no more time since. */
  Set<String> lateComplaints() {
    return complaints.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean isAnyLate() {
    return complaints.containsValue(true);
  }

  /** Whether anything is open that RESOLVED would end. */
  boolean isConcerned() {
    return !complaints.isEmpty() || shamedMillis != null;
  }
}
