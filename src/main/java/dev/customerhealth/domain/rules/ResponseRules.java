package dev.customerhealth.domain.rules;

import dev.customerhealth.domain.alert.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What is done about alerts of one reason in one segment.
 *
 * @param severity the most that the reason asks for; stories ask for CALL
 * @param dueHours after opening, 1 to 2160; the due time is the first closing hour after them
 * @param playbook suggested steps, in order
 * @param questionSet id of what to ask the customer
 * @param summary by language: a template as {@link dev.customerhealth.domain.alert.SummaryTemplate}
 *     reads it
 */
public record ResponseRules(
    Severity severity,
    int dueHours,
    List<PlaybookStep> playbook,
    String questionSet,
    Map<String, String> summary) {

  public ResponseRules {
    playbook = List.copyOf(playbook);
    summary = Collections.unmodifiableMap(new TreeMap<>(summary));
  }

  public String summaryIn(String language) {
    return Objects.requireNonNull(summary.get(language));
  }
}
