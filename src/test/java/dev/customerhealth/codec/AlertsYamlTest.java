package dev.customerhealth.codec;

import static dev.customerhealth.codec.RulesYamlTest.faults;
import static dev.customerhealth.codec.RulesYamlTest.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.rules.AlertRules;
import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertsYamlTest {

  @Test
  void theShippedAlertsAreTheDocumentedOnes() {
    AlertRules alerts = RulesYaml.shipped().alerts();

    assertThat(alerts.languages()).containsExactly("vi", "en");
    assertThat(alerts.dailyBudget()).isEqualTo(20);
    assertThat(alerts.bypass())
        .containsExactly(
            AlertReason.UNRESOLVED_COMPLAINT,
            AlertReason.DECLARED_LEAVING,
            AlertReason.PUBLIC_SHAMING);
    assertThat(alerts.snoozeDays()).isEqualTo(7);
    assertThat(alerts.quietDays()).isEqualTo(30);
    assertThat(alerts.quietGaps()).isEqualTo(2);
    assertThat(alerts.stubDays()).isEqualTo(400);
    assertThat(alerts.freshDays()).isEqualTo(14);
    assertThat(alerts.winBackDays()).isEqualTo(90);
    assertThat(alerts.holdout()).isZero();
    assertThat(alerts.storyDays().keySet()).isEqualTo(AlertRules.STORIES);
    assertThat(alerts.storyDays())
        .containsEntry(AlertReason.REPEATED_LETDOWN, 60)
        .containsEntry(AlertReason.COMPETITOR_PULL, 60);
    assertThat(alerts.questions("paused", "vi")).hasSize(3);
    assertThat(RulesYaml.shipped().defaultSegment().responses().keySet())
        .containsExactly(AlertReason.values());
  }

  @Test
  void aSegmentInheritsResponsesReasonByReason() {
    Rules rules =
        valid(
            """
            version: "7"
            segments:
              default: {responses: {OVERDUE: {dueHours: 48}}}
              vip: {responses: {OVERDUE: {questionSet: leaving}, SPEND_DROP: {severity: WATCH}}}
            """);

    var vip = rules.segment("vip");
    assertThat(vip.response(AlertReason.OVERDUE).dueHours()).isEqualTo(48);
    assertThat(vip.response(AlertReason.OVERDUE).questionSet()).isEqualTo("leaving");
    assertThat(vip.response(AlertReason.SPEND_DROP).severity()).isEqualTo(Severity.WATCH);
    assertThat(vip.response(AlertReason.OVERDUE).playbook())
        .isEqualTo(RulesYaml.shipped().defaultSegment().response(AlertReason.OVERDUE).playbook());
    assertThat(rules.defaultSegment().response(AlertReason.OVERDUE).questionSet())
        .isEqualTo("paused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alerts: {dailyBudget: 0, bypass: [], holdout: 0.1}",
        "alerts: {languages: [en], defaultChannel: CHAT}",
        "alerts: {storyDays: {REPEATED_LETDOWN: 30, SPEND_DROP: 1}}",
        "alerts: {questionSets: {vip: {vi: ['Thế nào?'], en: ['How?']}}}",
        "alerts: {wording: {vi: {contact: 'Hãy {channel} trước {due}'}}}",
        "segments: {default: {responses: {OVERDUE: {playbook: []}}}}",
        "segments: {default: {}, b: {responses: {OVERDUE: {summary: {vi: '{advice}'}, playbook: [{approach: SMS, withinHours: 0, text: {vi: a, en: 'b: c'}}]}}}}"
      })
  void whatIsWrittenReadsBackEqual(String section) {
    Rules rules = valid(document(section));

    String written = RulesYaml.write(rules);

    assertThat(valid(written)).isEqualTo(rules);
    assertThat(RulesYaml.read(written, RulesYaml.NOTHING)).isEqualTo(new RulesYaml.Valid(rules));
    assertThat(List.of(rules.alerts(), rules.segments()))
        .isNotEqualTo(List.of(RulesYaml.shipped().alerts(), valid(document("")).segments()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alerts: {languages: []}                 | alerts.languages: must name at least one
          alerts: {languages: [VI]}               | alerts.languages[0]: must be a language such as vi, is "VI" (line 2)
          alerts: {languages: [vi, fr]}           | alerts.wording.fr: is missing, must be a mapping
          alerts: {dailyBudget: -1}               | alerts.dailyBudget: must be a whole number from 0 to 100000, is "-1" (line 2)
          alerts: {bypass: [LATE]}                | alerts.bypass[0]: must be one of [OVERDUE,
          alerts: {defaultChannel: FAX}           | alerts.defaultChannel: must be one of ZALO,
          alerts: {closingHour: 25}               | alerts.closingHour: must be a whole number from 1 to 24, is "25" (line 2)
          alerts: {snoozeDays: 100}               | alerts.snoozeDays: must not be above maxSnoozeDays
          alerts: {reopenDays: 500}               | alerts.reopenDays: must not be above stubDays
          alerts: {holdout: 2}                    | alerts.holdout: must be a number from 0 to 1, is "2" (line 2)
          alerts: {storyDays: {SPEND_DROP: 181}}  | alerts.storyDays.SPEND_DROP: must be a whole number from 1 to 180, is "181" (line 2)
          alerts: {storyDays: {OVERDUE: 30}}      | alerts.storyDays.OVERDUE: is not known
          alerts: {snooze: 1}                     | alerts.snooze: is not known, did you mean
          alerts: {wording: {vi: {contact: "{x}"}}} | alerts.wording.vi.contact: has {x}, known are [channel, due]
          alerts: {questionSets: {a: {vi: [x]}}}  | alerts.questionSets.a.en: is missing, must be a list of at most 20
          alerts: {questionSets: {a: [x]}}        | alerts.questionSets.a: must be a mapping, is a list (line 2)
          segments: {default: {responses: {OVERDU: {}}}} | segments.default.responses.OVERDU: is not known, did you mean OVERDUE? (line 2)
          segments: {default: {responses: {OVERDUE: {dueHours: 0}}}} | segments.default.responses.OVERDUE.dueHours: must be a whole number from 1 to 2160, is "0" (line 2)
          segments: {default: {responses: {OVERDUE: {questionSet: none}}}} | segments.default.responses.OVERDUE.questionSet: must be one of [competitor, dissatisfied, leaving, paused], is "none" (line 2)
          segments: {default: {responses: {OVERDUE: {summary: {vi: "{gap}"}}}}} | segments.default.responses.OVERDUE.summary.vi: has {gap}, which may be unknown, outside of [brackets]
          segments: {default: {responses: {OVERDUE: {playbook: [call]}}}} | segments.default.responses.OVERDUE.playbook[0]: must be a mapping, is a value (line 2)
          segments: {default: {responses: {OVERDUE: {playbook: [{approach: PHONE, withinHours: 1, text: {vi: a}}]}}}} | segments.default.responses.OVERDUE.playbook[0].text.en: is missing
          """)
  void aFaultIsNamed(String section, String fault) {
    assertThat(faults(document(section))).anySatisfy(told -> assertThat(told).startsWith(fault));
  }

  private static String document(String section) {
    String segments = section.startsWith("segments") ? "" : "segments: {default: {}}\n";
    return "version: \"1\"\n" + section + "\n" + segments;
  }
}
