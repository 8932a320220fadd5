package dev.customerhealth.codec;

import dev.customerhealth.avro.ActionKind;
import dev.customerhealth.avro.ActionResult;
import dev.customerhealth.avro.ActionVerdict;
import dev.customerhealth.avro.AlertEvidence;
import dev.customerhealth.avro.AlertReason;
import dev.customerhealth.avro.AlertResolution;
import dev.customerhealth.avro.AlertSeverity;
import dev.customerhealth.avro.AlertStatus;
import dev.customerhealth.avro.Band;
import dev.customerhealth.avro.ContactChannel;
import dev.customerhealth.avro.ContactOutcome;
import dev.customerhealth.avro.DefectionAlert;
import dev.customerhealth.avro.PlaybookStep;
import dev.customerhealth.avro.QuestionSet;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.ActionAnswer.Refusal;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertContent;
import dev.customerhealth.domain.alert.AlertRecord;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Standing;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Alerts and answers as records of the contract. */
final class AlertMapping {

  private AlertMapping() {}

  static DefectionAlert record(AlertRecord source, String reportingCurrency) {
    Alert alert = source.alert();
    var record = new DefectionAlert();
    record.setAlertId(alert.id());
    record.setGroupId(alert.groupId());
    record.setPrimary(alert.primary());
    record.setCustomerId(alert.customerId());
    record.setReason(AlertReason.valueOf(alert.key().reason().name()));
    record.setServiceLine(alert.key().serviceLine());
    record.setEpisode((long) alert.episode());
    record.setOpenedAt(Instant.ofEpochMilli(alert.openedMillis()));
    record.setHistorical(alert.historical());
    record.setHoldout(alert.holdout());
    record.setEvidence(alert.evidence().stream().map(AlertMapping::evidence).toList());
    record.setOwner(alert.owner());
    record.setContacted(alert.contact().outcome() != null);
    record.setOutcome(symbol(alert.contact().outcome(), ContactOutcome::valueOf));
    record.setWonBackAmount(ScoreMapping.money(alert.wonBackTen4()));
    record.setRulesVersion(alert.rulesVersion());
    setStanding(record, alert.standing());
    setFacts(record, alert.facts(), reportingCurrency);
    setContent(record, source.content());
    return record;
  }

  static ActionResult result(ActionAnswer answer) {
    var action = answer.action();
    Refusal refusal = answer.refusal();
    return ActionResult.newBuilder()
        .setActionId(action.id())
        .setCustomerId(action.customerId())
        .setAction(ActionKind.valueOf(action.kind().name()))
        .setAlertId(action.alertId())
        .setResult(refusal == null ? ActionVerdict.DONE : ActionVerdict.REFUSED)
        .setReason(refusal == null ? null : refusal.code().name())
        .setDetail(refusal == null ? null : refusal.detail())
        .setAlertRevision(answer.alertRevision())
        .setAt(Instant.ofEpochMilli(answer.atMillis()))
        .setRulesVersion(answer.rulesVersion())
        .build();
  }

  private static void setStanding(DefectionAlert record, Standing standing) {
    record.setRevision(standing.revision());
    record.setSeverity(AlertSeverity.valueOf(standing.severity().name()));
    record.setStatus(AlertStatus.valueOf(standing.status().name()));
    record.setPreviousStatus(symbol(standing.previousStatus(), AlertStatus::valueOf));
    record.setTransitionCause(standing.cause());
    record.setResolution(symbol(standing.resolution(), AlertResolution::valueOf));
    record.setUpdatedAt(Instant.ofEpochMilli(standing.atMillis()));
    record.setDueAt(ScoreMapping.instant(standing.dueMillis()));
    record.setClosedAt(ScoreMapping.instant(standing.closedMillis()));
    record.setSnoozedUntil(ScoreMapping.instant(standing.snoozedUntilMillis()));
  }

  private static void setFacts(
      DefectionAlert record, CustomerFacts facts, String reportingCurrency) {
    record.setPreferredChannel(symbol(facts.preferredChannel(), ContactChannel::valueOf));
    record.setContactable(facts.contactable());
    record.setValueAtRisk(ScoreMapping.money(facts.valueAtRiskTen4()));
    record.setCurrency(facts.currency());
    record.setValueAtRiskReporting(ScoreMapping.money(facts.valueAtRiskReportingTen4()));
    record.setReportingCurrency(reportingCurrency);
    record.setDaysSilent(facts.daysSilent());
    record.setGapDays(facts.gapDays());
    record.setScore(facts.score());
    record.setBand(symbol(facts.band(), Band::valueOf));
    record.setLevel(facts.level());
  }

  private static void setContent(DefectionAlert record, AlertContent content) {
    record.setSummary(content.summary());
    record.setPlaybook(content.playbook().stream().map(AlertMapping::step).toList());
    record.setQuestionSet(
        new QuestionSet(content.questionSet(), content.questions(), content.questionsByLanguage()));
  }

  private static AlertEvidence evidence(dev.customerhealth.domain.alert.AlertEvidence part) {
    return new AlertEvidence(part.name(), part.value(), part.eventId());
  }

  private static PlaybookStep step(AlertContent.Step step) {
    return new PlaybookStep(
        step.text(),
        step.textByLanguage(),
        symbol(step.channel(), ContactChannel::valueOf),
        step.withinHours());
  }

  private static <T> @Nullable T symbol(@Nullable Enum<?> code, Function<String, T> valueOf) {
    return code == null ? null : valueOf.apply(code.name());
  }
}
