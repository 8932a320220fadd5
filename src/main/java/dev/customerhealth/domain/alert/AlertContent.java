package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.Profile.ContactChannel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says to people.
 *
 * @param summary one sentence or two, by language
 * @param playbook suggested steps, in order
 * @param questionSet id of the questions
 * @param questions in the first language of the rules
 * @param questionsByLanguage the same in each
 */
public record AlertContent(
    Map<String, String> summary,
    List<Step> playbook,
    String questionSet,
    List<String> questions,
    Map<String, List<String>> questionsByLanguage) {

  public AlertContent {
    summary = Collections.unmodifiableMap(new TreeMap<>(summary));
    playbook = List.copyOf(playbook);
    questions = List.copyOf(questions);
    questionsByLanguage = Collections.unmodifiableMap(new TreeMap<>(questionsByLanguage));
  }

  /**
   * @param text in the first language of the rules
   * @param textByLanguage the same in each
   * @param channel null: nothing that the customer notices
   * @param withinHours after opening
   */
  public record Step(
      String text,
      Map<String, String> textByLanguage,
      @Nullable ContactChannel channel,
      int withinHours) {

    public Step {
      textByLanguage = Collections.unmodifiableMap(new TreeMap<>(textByLanguage));
    }
  }
}
