package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.rules.Rules;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One open episode of one reason for one customer, as it stands.
 *
 * @param episode epoch day on which it opened
 * @param groupId the care episode that alerts of one customer share: the id of its first alert
 * @param primary whether it is the one of its group that asks for work
 * @param historical whether it was open already as the job went live
 * @param holdout whether it is withheld from care so that a true lift can be told
 * @param assignee who took it over; null: the customer's owner
 * @param wonBackTen4 what the win-back brought, once that is settled
 * @param rulesVersion of the rules that decided this revision
 */
public record Alert(
    String id,
    String customerId,
    AlertKey key,
    int episode,
    long openedMillis,
    boolean historical,
    boolean holdout,
    String groupId,
    boolean primary,
    Standing standing,
    Contact contact,
    @Nullable String assignee,
    @Nullable Long wonBackTen4,
    List<AlertEvidence> evidence,
    CustomerFacts facts,
    String rulesVersion) {

  /** The newest numbers: whoever acts wants a handful, not a history. */
  private static final int MOST_EVIDENCE = 20;

  public Alert {
    evidence = List.copyOf(evidence);
  }

  public AlertStatus status() {
    return standing.status();
  }

  public Severity severity() {
    return standing.severity();
  }

  public boolean isLive() {
    return status().isLive();
  }

  public @Nullable String owner() {
    return assignee == null ? facts.owner() : assignee;
  }

  /**
   * Whether a person made this CALL live or works on it, or was at work when it became one: nobody
   * has to be asked whether there is time for it.
   */
  public boolean isTakenUp() {
    return isLive() && severity() == Severity.CALL && standing.isTakenUp();
  }

  /** Whether the owner's daily budget has to be asked before anybody is to call. */
  public boolean wantsCall() {
    boolean untouched = status() == AlertStatus.OPEN || status() == AlertStatus.ESCALATED;
    return untouched && primary && severity() == Severity.CALL && !holdout;
  }

  Alert with(Standing next) {
    return change(
        historical, groupId, primary, next, contact, assignee, wonBackTen4, evidence, facts);
  }

  Alert with(Contact next) {
    return change(
        historical, groupId, primary, standing, next, assignee, wonBackTen4, evidence, facts);
  }

  Alert withHoldout(boolean withheld) {
    return new Alert(
        id,
        customerId,
        key,
        episode,
        openedMillis,
        historical,
        withheld,
        groupId,
        primary,
        standing,
        contact,
        assignee,
        wonBackTen4,
        evidence,
        facts,
        rulesVersion);
  }

  Alert with(CustomerFacts next) {
    return change(
        historical, groupId, primary, standing, contact, assignee, wonBackTen4, evidence, next);
  }

  /** With the version of these rules, and in their reporting currency. */
  public Alert decidedBy(Rules rules) {
    return with(facts.valuedBy(rules)).withVersion(rules.version());
  }

  /**
   * What is kept of it between turns: without what the next revision says anew whatever it be, the
   * cause, the status before, the version of the rules, and the newest facts.
   */
  Alert kept() {
    return with(standing.kept()).with(facts.kept(severity() == Severity.CALL)).withVersion("");
  }

  private Alert withVersion(String version) {
    return new Alert(
        id,
        customerId,
        key,
        episode,
        openedMillis,
        historical,
        holdout,
        groupId,
        primary,
        standing,
        contact,
        assignee,
        wonBackTen4,
        evidence,
        facts,
        version);
  }

  Alert assignedTo(String person) {
    return change(
        historical, groupId, primary, standing, contact, person, wonBackTen4, evidence, facts);
  }

  Alert settled(long amountTen4) {
    return change(
        historical, groupId, primary, standing, contact, assignee, amountTen4, evidence, facts);
  }

  Alert inGroup(String group, boolean asPrimary) {
    return change(
        historical, group, asPrimary, standing, contact, assignee, wonBackTen4, evidence, facts);
  }

  Alert asHistorical() {
    return change(
        true, groupId, primary, standing, contact, assignee, wonBackTen4, evidence, facts);
  }

  Alert plus(List<AlertEvidence> more) {
    List<AlertEvidence> all = Stream.concat(evidence.stream(), more.stream()).distinct().toList();
    List<AlertEvidence> newest = all.subList(Math.max(0, all.size() - MOST_EVIDENCE), all.size());
    return change(
        historical, groupId, primary, standing, contact, assignee, wonBackTen4, newest, facts);
  }

  private Alert change(
      boolean historicalNow,
      String group,
      boolean isPrimary,
      Standing standingNow,
      Contact contactNow,
      @Nullable String assigneeNow,
      @Nullable Long wonBackNow,
      List<AlertEvidence> evidenceNow,
      CustomerFacts factsNow) {
    return new Alert(
        id,
        customerId,
        key,
        episode,
        openedMillis,
        historicalNow,
        holdout,
        group,
        isPrimary,
        standingNow,
        contactNow,
        assigneeNow,
        wonBackNow,
        evidenceNow,
        factsNow,
        rulesVersion);
  }
}
