package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesWriter.keys;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.PlaybookStep;
import dev.customerhealth.domain.rules.ResponseRules;
import dev.customerhealth.domain.rules.WordingRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The section {@code alerts} of the rules document, and {@code responses} of a segment. */
final class AlertWriter {

  private AlertWriter() {}

  static Map<String, Object> alerts(AlertRules rules) {
    return keys(
        "languages", rules.languages(),
        "dailyBudget", rules.dailyBudget(),
        "bypass", rules.bypass().stream().map(Enum::name).toList(),
        "defaultChannel", rules.defaultChannel().name(),
        "closingHour", rules.closingHour(),
        "snoozeDays", rules.snoozeDays(),
        "maxSnoozeDays", rules.maxSnoozeDays(),
        "quietDays", rules.quietDays(),
        "quietGaps", rules.quietGaps(),
        "reopenDays", rules.reopenDays(),
        "expireDays", rules.expireDays(),
        "stubDays", rules.stubDays(),
        "freshDays", rules.freshDays(),
        "winBackDays", rules.winBackDays(),
        "holdout", rules.holdout(),
        "recoveredShare", rules.recoveredShare(),
        "storyDays", named(rules.storyDays(), days -> days),
        "wording", named(rules.wording(), AlertWriter::wording),
        "questionSets", named(rules.questionSets(), set -> set));
  }

  private static Map<String, Object> wording(WordingRules words) {
    return keys(
        "contact", words.contact(),
        "refused", words.refused(),
        "watch", words.watch(),
        "today", words.today(),
        "tomorrow", words.tomorrow(),
        "later", words.later(),
        "channels", named(words.channels(), word -> word));
  }

  static Map<String, Object> responses(Map<AlertReason, ResponseRules> responses) {
    return named(responses, AlertWriter::response);
  }

  private static Map<String, Object> response(ResponseRules rules) {
    List<?> playbook = rules.playbook().stream().map(AlertWriter::step).toList();
    return keys(
        "severity", rules.severity().name(),
        "dueHours", rules.dueHours(),
        "playbook", playbook,
        "questionSet", rules.questionSet(),
        "summary", rules.summary());
  }

  private static Map<String, Object> step(PlaybookStep step) {
    return keys(
        "approach", step.approach().name(), "withinHours", step.withinHours(), "text", step.text());
  }

  private static <V> Map<String, Object> named(Map<?, V> map, Function<V, Object> write) {
    var written = new LinkedHashMap<String, Object>();
    map.forEach((key, value) -> written.put(key.toString(), write.apply(value)));
    return written;
  }
}
