package dev.customerhealth.domain.alert;

import static dev.customerhealth.domain.alert.SignalKind.CASE_IN_TIME;
import static dev.customerhealth.domain.alert.SignalKind.GOOD_SERVICE;
import static dev.customerhealth.domain.alert.SignalKind.PRAISE;
import static dev.customerhealth.domain.alert.SignalKind.RESOLVED;
import static dev.customerhealth.domain.alert.SignalKind.RETURNED;
import static dev.customerhealth.domain.alert.SignalKind.SPEND_RECOVERED;
import static dev.customerhealth.domain.alert.SignalKind.STAYING;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Why an alert is opened, and which signals end it by themselves. The more specific a reason is,
 * the later it stands: of two alerts of one urgency the later reason asks for the work.
 */
public enum AlertReason {
  OVERDUE(RETURNED),
  SPEND_DROP(SPEND_RECOVERED),
  DECLINING_EXPERIENCE(GOOD_SERVICE, PRAISE),
  REPEATED_LETDOWN(GOOD_SERVICE, PRAISE),
  COMPETITOR_PULL(RETURNED, SPEND_RECOVERED, STAYING),
  POOR_SERVICE_THEN_SILENCE(RETURNED),
  UNRESOLVED_COMPLAINT(RESOLVED, CASE_IN_TIME),
  DECLARED_LEAVING(STAYING),
  PUBLIC_SHAMING(RESOLVED);

  /** These say why a customer stays away, OVERDUE only that. */
  private static final Set<AlertReason> EXPLAIN_SILENCE =
      Collections.unmodifiableSet(
          EnumSet.of(
              DECLINING_EXPERIENCE, COMPETITOR_PULL, POOR_SERVICE_THEN_SILENCE, DECLARED_LEAVING));

  private final Set<SignalKind> clearedBy;

  AlertReason(SignalKind... clearedBy) {
    var kinds = EnumSet.noneOf(SignalKind.class);
    kinds.addAll(Arrays.asList(clearedBy));
    this.clearedBy = Collections.unmodifiableSet(kinds);
  }

  public Set<SignalKind> clearedBy() {
    return clearedBy;
  }

  /** Whether an alert of this reason takes the place of an OVERDUE one. */
  public boolean explainsSilence() {
    return EXPLAIN_SILENCE.contains(this);
  }
}
