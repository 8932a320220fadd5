package dev.customerhealth.operator;

import dev.customerhealth.domain.CrmAction;
import dev.customerhealth.domain.CrmAction.Outcome;
import dev.customerhealth.domain.alert.ActionAnswer;
import dev.customerhealth.domain.alert.ActionAnswer.Refusal;
import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertKey;
import dev.customerhealth.domain.alert.AlertReason;
import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.Contact;
import dev.customerhealth.domain.alert.Resolution;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.Standing;
import java.io.IOException;
import java.util.Objects;

/**
 * The form of alerts, actions and answers within values that have a version; to change it, raise
 * the versions of all {@link CompactSerializer}s that use it.
 */
final class AlertBytes {

  private AlertBytes() {}

  static void write(Alert alert, CompactOutput out) throws IOException {
    out.text(alert.id());
    out.text(alert.customerId());
    write(alert.key(), out);
    out.signed(alert.episode());
    out.signed(alert.openedMillis());
    out.flag(alert.historical());
    out.flag(alert.holdout());
    out.text(alert.groupId());
    out.flag(alert.primary());
    write(alert.standing(), out);
    write(alert.contact(), out);
    out.text(alert.assignee());
    out.optional(alert.wonBackTen4());
    Reals reals = new Reals();
    EvidenceBytes.write(alert.evidence(), reals, out);
    FactsBytes.write(alert.facts(), reals, out);
    out.text(alert.rulesVersion());
  }

  static Alert readAlert(CompactInput in) throws IOException {
    Reals reals = new Reals();
    return new Alert(
        text(in),
        text(in),
        readKey(in),
        in.signedNumber(),
        in.signed(),
        isTrue(in),
        isTrue(in),
        text(in),
        isTrue(in),
        readStanding(in),
        readContact(in),
        in.text(),
        in.optionalSigned(),
        EvidenceBytes.read(reals, in),
        FactsBytes.read(reals, in),
        text(in));
  }

  static void write(AlertKey key, CompactOutput out) throws IOException {
    out.symbol(key.reason());
    out.text(key.serviceLine());
  }

  static AlertKey readKey(CompactInput in) throws IOException {
    return new AlertKey(Objects.requireNonNull(in.symbol(AlertReason.values())), in.text());
  }

  static AlertStatus readStatus(CompactInput in) throws IOException {
    return Objects.requireNonNull(in.symbol(AlertStatus.values()));
  }

  static void write(CrmAction action, CompactOutput out) throws IOException {
    out.text(action.customerId());
    out.signed(action.timeMillis());
    out.text(action.id());
    out.symbol(action.kind());
    out.text(action.alertId());
    out.optional(action.untilMillis());
    out.real(action.score());
    out.text(action.author());
    out.text(action.reason());
    out.symbol(action.outcome());
    out.text(action.lossReason());
    out.text(action.competitor());
  }

  static CrmAction readAction(CompactInput in) throws IOException {
    return new CrmAction(
        text(in),
        in.signed(),
        text(in),
        Objects.requireNonNull(in.symbol(CrmAction.Kind.values())),
        in.text(),
        in.optionalSigned(),
        in.real(),
        in.text(),
        in.text(),
        in.symbol(Outcome.values()),
        in.text(),
        in.text());
  }

  static void write(ActionAnswer answer, CompactOutput out) throws IOException {
    write(answer.action(), out);
    Refusal refusal = answer.refusal();
    out.symbol(refusal == null ? null : refusal.code());
    out.text(refusal == null ? null : refusal.detail());
    out.optional(answer.alertRevision());
    out.signed(answer.atMillis());
    out.text(answer.rulesVersion());
  }

  static ActionAnswer readAnswer(CompactInput in) throws IOException {
    CrmAction action = readAction(in);
    ActionAnswer.Code code = in.symbol(ActionAnswer.Code.values());
    String detail = in.text();
    return new ActionAnswer(
        action,
        code == null ? null : new Refusal(code, Objects.requireNonNull(detail)),
        in.optionalSigned(),
        in.signed(),
        text(in));
  }

  static String text(CompactInput in) throws IOException {
    return Objects.requireNonNull(in.text());
  }

  static boolean isTrue(CompactInput in) throws IOException {
    return Boolean.TRUE.equals(in.flag());
  }

  private static void write(Standing standing, CompactOutput out) throws IOException {
    out.count(standing.revision());
    out.symbol(standing.status());
    out.symbol(standing.previousStatus());
    out.text(standing.cause());
    out.signed(standing.atMillis());
    out.symbol(standing.severity());
    out.symbol(standing.resolution());
    out.optional(standing.dueMillis());
    out.optional(standing.closedMillis());
    out.optional(standing.snoozedUntilMillis());
  }

  private static Standing readStanding(CompactInput in) throws IOException {
    return new Standing(
        in.count(),
        readStatus(in),
        in.symbol(AlertStatus.values()),
        text(in),
        in.signed(),
        Objects.requireNonNull(in.symbol(Severity.values())),
        in.symbol(Resolution.values()),
        in.optionalSigned(),
        in.optionalSigned(),
        in.optionalSigned());
  }

  static void write(Contact contact, CompactOutput out) throws IOException {
    out.symbol(contact.outcome());
    out.optional(contact.reachedMillis());
    out.flag(contact.concernAnswered());
    out.text(contact.lossReason());
    out.text(contact.competitor());
  }

  static Contact readContact(CompactInput in) throws IOException {
    return new Contact(
        in.symbol(Outcome.values()), in.optionalSigned(), isTrue(in), in.text(), in.text());
  }
}
