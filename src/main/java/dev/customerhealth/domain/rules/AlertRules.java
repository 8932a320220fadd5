package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.Profile.ContactChannel;
import dev.customerhealth.domain.alert.AlertReason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How alerts live, for all segments; what is done about them is the segment's {@link
 * ResponseRules}.
 *
 * @param languages of summaries, playbooks and questions, BCP 47 codes, at least one
 * @param dailyBudget CALLs that one owner is asked for in a day; default 20
 * @param bypass reasons that no budget holds back, and no lot withholds
 * @param defaultChannel how to reach a customer who has stated no preference; default PHONE
 * @param closingHour hour of the day, 1 to 24, at which work ends: due times fall on it; default 17
 * @param snoozeDays of a snooze without an end; default 7
 * @param maxSnoozeDays longest snooze; default 90
 * @param quietDays after a person closed an alert, its reason stays quiet for so long; default 30
 * @param quietGaps or for so many own gaps, whichever ends first; default 2
 * @param reopenDays for which an ended alert can be opened again; default 30
 * @param expireDays an alert that nothing moved for so long ends; default 120
 * @param stubDays for which ended alerts are remembered, and LOST ones wait for a return; default
 *     400
 * @param freshDays alerts open for less than this are published as the job goes live; default 14
 * @param winBackDays after contact (or opening) in which a purchase counts as won back; default 90
 * @param holdout share of CALLs withheld from care, 0 to 1; default 0
 * @param recoveredShare a drop below this share of the watch threshold is over, 0 to 1; default .5
 * @param storyDays days from the first signal of a story to the last at most, inclusive, for each
 *     of {@link #STORIES}; 1 to {@link #LONGEST_STORY_DAYS}
 * @param wording by language, one for each of the languages
 * @param questionSets by id, then by language
 */
public record AlertRules(
    List<String> languages,
    int dailyBudget,
    Set<AlertReason> bypass,
    ContactChannel defaultChannel,
    int closingHour,
    int snoozeDays,
    int maxSnoozeDays,
    int quietDays,
    double quietGaps,
    int reopenDays,
    int expireDays,
    int stubDays,
    int freshDays,
    int winBackDays,
    double holdout,
    double recoveredShare,
    Map<AlertReason, Integer> storyDays,
    Map<String, WordingRules> wording,
    Map<String, Map<String, List<String>>> questionSets) {

  /** The reasons that a story makes. */
  public static final Set<AlertReason> STORIES =
      Collections.unmodifiableSet(
          EnumSet.of(
              AlertReason.SPEND_DROP,
              AlertReason.DECLINING_EXPERIENCE,
              AlertReason.REPEATED_LETDOWN,
              AlertReason.COMPETITOR_PULL,
              AlertReason.POOR_SERVICE_THEN_SILENCE,
              AlertReason.UNRESOLVED_COMPLAINT));

  /** For so long what may become a story is kept, whatever the rules say. */
  public static final int LONGEST_STORY_DAYS = 180;

  private static final long DAY_MILLIS = 86_400_000L;

  public AlertRules {
    languages = List.copyOf(languages);
    var sorted = EnumSet.noneOf(AlertReason.class);
    sorted.addAll(bypass);
    bypass = Collections.unmodifiableSet(sorted);
    storyDays = Collections.unmodifiableMap(new TreeMap<>(storyDays));
    wording = Collections.unmodifiableMap(new TreeMap<>(wording));
    var sets = new TreeMap<String, Map<String, List<String>>>();
    questionSets.forEach(
        (id, texts) -> sets.put(id, Collections.unmodifiableMap(new TreeMap<>(texts))));
    questionSets = Collections.unmodifiableMap(sets);
  }

  /** The language of what has room for one only. */
  public String firstLanguage() {
    return languages.get(0);
  }

  public WordingRules wordingIn(String language) {
    return Objects.requireNonNull(wording.get(language));
  }

  public List<String> questions(String setId, String language) {
    return questionSets.getOrDefault(setId, Map.of()).getOrDefault(language, List.of());
  }

  /**
   * Milliseconds for which a reason stays quiet after a person closed its alert.
   *
   * @param gapDays the customer's own gap; null when unknown
   */
  public long quietMillis(@Nullable Double gapDays) {
    double days = gapDays == null ? quietDays : Math.min(quietDays, quietGaps * gapDays);
    return StrictMath.round(days * DAY_MILLIS);
  }
}
