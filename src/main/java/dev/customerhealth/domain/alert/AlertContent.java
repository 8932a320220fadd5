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
 * @param playbook in the first language of the rules
 * @param questionSet id of the questions
 * @param questions in the first language of the rules
 */
public record AlertContent(
    Map<String, String> summary, List<Step> playbook, String questionSet, List<String> questions) {

  public AlertContent {
    summary = Collections.unmodifiableMap(new TreeMap<>(summary));
    playbook = List.copyOf(playbook);
    questions = List.copyOf(questions);
  }

  /**
   * @param channel null: nothing that the customer notices
   * @param withinHours after opening
   */
  public record Step(String text, @Nullable ContactChannel channel, int withinHours) {}
}
