package dev.customerhealth.codec;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertTexts;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.SummaryTemplate;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.PlaybookStep;
import dev.customerhealth.domain.rules.ResponseRules;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The section {@code responses} of a segment: what is done about alerts, by reason. */
final class ResponseReader {

  private static final int MAX_STEPS = 20;

  /** 90 days. */
  private static final int MAX_HOURS = 2160;

  private final AlertRules alerts;
  private final YamlFaults faults;

  ResponseReader(AlertRules alerts, YamlFaults faults) {
    this.alerts = alerts;
    this.faults = faults;
  }

  Map<AlertReason, ResponseRules> read(YamlSection section) {
    var responses = new EnumMap<AlertReason, ResponseRules>(AlertReason.class);
    for (AlertReason reason : AlertReason.values()) {
      responses.put(reason, reason(section.section(reason.name())));
    }
    section.done();
    return responses;
  }

  private ResponseRules reason(YamlSection section) {
    var rules =
        new ResponseRules(
            section.symbol("severity", Severity.class),
            section.whole("dueHours", 1, MAX_HOURS),
            playbook(section),
            questionSet(section),
            summary(section.section("summary")));
    section.done();
    return rules;
  }

  private List<PlaybookStep> playbook(YamlSection section) {
    var steps = new ArrayList<PlaybookStep>();
    for (YamlNode item : section.items("playbook", MAX_STEPS)) {
      if (item instanceof YamlNode.Mapping mapping) {
        steps.add(step(new YamlSection(mapping, mapping.path(), faults)));
      } else {
        faults.add(item, "must be a mapping, is " + item.kind());
      }
    }
    return steps;
  }

  private PlaybookStep step(YamlSection section) {
    var step =
        new PlaybookStep(
            texts(section.section("text")),
            section.symbol("approach", PlaybookStep.Approach.class),
            section.whole("withinHours", 0, MAX_HOURS));
    section.done();
    return step;
  }

  private Map<String, String> texts(YamlSection section) {
    var texts = new TreeMap<String, String>();
    for (String language : alerts.languages()) {
      texts.put(language, section.text(language, AlertReader.LONGEST_TEXT));
    }
    return texts;
  }

  private String questionSet(YamlSection section) {
    String allowed = "one of " + alerts.questionSets().keySet();
    return section.parsed(
        "questionSet", allowed, "", id -> alerts.questionSets().containsKey(id) ? id : null);
  }

  private Map<String, String> summary(YamlSection section) {
    Map<String, String> templates = texts(section);
    templates.forEach(
        (language, template) ->
            SummaryTemplate.fault(template, AlertTexts.ALWAYS, AlertTexts.SOMETIMES)
                .ifPresent(fault -> section.together(false, fault, language)));
    return templates;
  }
}
