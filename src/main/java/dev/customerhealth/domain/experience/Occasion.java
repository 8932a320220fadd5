package dev.customerhealth.domain.experience;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A piece of feedback or an observation that has consequences, kept as long as they may last.
 *
 * @param timeMillis epoch milliseconds
 * @param level null without any cue
 * @param bound the cue that set a hard bound; null when none did
 * @param competitor whether a competitor was mentioned
 * @param intent what staff noted of the customer's intent
 * @param caseId the case that it belongs to, if any
 */
public record Occasion(
    long timeMillis,
    @Nullable Level level,
    @Nullable CueCode bound,
    boolean competitor,
    Intent intent,
    @Nullable String caseId) {

  /** The order of the constants is kept in state: only append. */
  public enum Intent {
    NONE,
    LEAVING,
    STAYING
  }

  static final Comparator<Occasion> IN_TIME_ORDER =
      Comparator.comparingLong(Occasion::timeMillis)
          .thenComparing(Occasion::intent)
          .thenComparing(Occasion::level, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Occasion::bound, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Occasion::competitor)
          .thenComparing(Occasion::caseId, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Whether anything ever asks for it. */
  boolean matters() {
    boolean average = level == null || level == Level.EXPECTED || level == Level.DESIRED;
    return !average || bound != null || competitor || intent != Intent.NONE;
  }

  boolean isBad() {
    return level != null && level.compareTo(Level.BASIC) <= 0;
  }

  boolean isSurprising() {
    return level != null && level.compareTo(Level.SURPRISING) >= 0;
  }
}
