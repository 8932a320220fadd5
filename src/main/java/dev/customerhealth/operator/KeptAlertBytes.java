package dev.customerhealth.operator;

import dev.customerhealth.domain.alert.Alert;
import dev.customerhealth.domain.alert.AlertStatus;
import dev.customerhealth.domain.alert.Contact;
import dev.customerhealth.domain.alert.CustomerAlerts;
import dev.customerhealth.domain.alert.CustomerFacts;
import dev.customerhealth.domain.alert.Resolution;
import dev.customerhealth.domain.alert.Severity;
import dev.customerhealth.domain.alert.Standing;
import dev.customerhealth.operator.AlertNameBytes.Name;
import java.io.IOException;
import java.util.Objects;

/**
 * The form of the whole alerts within the value of their customer, but for their names, which stand
 * before. They have no cause, no status before and no version of rules: nothing asks for those of a
 * revision that was told.
 */
final class KeptAlertBytes {

  private static final long DAY_MILLIS = 86_400_000L;

  /** What most alerts have, in the seven bits of one byte. */
  private static final int IS_PRIMARY = 1;

  private static final int IS_CALL = 1 << 1;
  private static final int HAS_DUE = 1 << 2;

  /** Ended with its last revision. */
  private static final int CLOSED_THEN = 1 << 3;

  /** Shares the ticket of another one. */
  private static final int OTHER_GROUP = 1 << 4;

  /** The facts are not those of the customer by now. */
  private static final int OTHER_FACTS = 1 << 5;

  private static final int HAS_CONTACT = 1 << 6;

  /** And what few have. */
  private static final int CLOSED_BEFORE = 1 << 7;

  private static final int IS_SNOOZED = 1 << 8;
  private static final int HAS_ASSIGNEE = 1 << 9;
  private static final int HAS_WON_BACK = 1 << 10;
  private static final int IS_HISTORICAL = 1 << 11;
  private static final int IS_HOLDOUT = 1 << 12;

  /** Of a status; above it the resolution. */
  private static final int STATUS_BITS = 3;

  private static final int STATUS_MASK = 7;

  private final CustomerAlerts state;
  private final AlertNameBytes names;
  private final Reals reals;

  /**
   * @param state of which the facts are known
   */
  KeptAlertBytes(CustomerAlerts state, AlertNameBytes names, Reals reals) {
    this.state = state;
    this.names = names;
    this.reals = reals;
  }

  void write(Alert alert, CompactOutput out) throws IOException {
    int shape = shape(alert);
    out.count(shape);
    Moments.write(alert.openedMillis(), alert.episode() * DAY_MILLIS, out);
    if (Flags.has(OTHER_GROUP, shape)) {
      names.writeAgain(alert.groupId(), out);
    }
    write(alert.standing(), alert.openedMillis(), shape, out);
    if (Flags.has(HAS_CONTACT, shape)) {
      AlertBytes.write(alert.contact(), out);
    }
    if (Flags.has(HAS_ASSIGNEE, shape)) {
      out.text(alert.assignee());
    }
    if (Flags.has(HAS_WON_BACK, shape)) {
      out.optional(alert.wonBackTen4());
    }
    EvidenceBytes.write(alert.evidence(), reals, out);
    if (Flags.has(OTHER_FACTS, shape)) {
      FactsBytes.write(alert.facts(), reals, out);
    }
  }

  Alert read(Name name, String customerId, CompactInput in) throws IOException {
    int shape = in.number();
    long opened = Moments.read(name.episode() * DAY_MILLIS, in);
    String group = Flags.has(OTHER_GROUP, shape) ? names.readAgain(in) : name.id();
    Standing standing = readStanding(opened, shape, in);
    return new Alert(
        name.id(),
        customerId,
        name.key(),
        name.episode(),
        opened,
        Flags.has(IS_HISTORICAL, shape),
        Flags.has(IS_HOLDOUT, shape),
        group,
        Flags.has(IS_PRIMARY, shape),
        standing,
        Flags.has(HAS_CONTACT, shape) ? AlertBytes.readContact(in) : Contact.NONE,
        Flags.has(HAS_ASSIGNEE, shape) ? in.text() : null,
        Flags.has(HAS_WON_BACK, shape) ? in.optionalSigned() : null,
        EvidenceBytes.read(reals, in),
        Flags.has(OTHER_FACTS, shape) ? FactsBytes.read(reals, in) : facts(standing.severity()),
        "");
  }

  private static void write(Standing standing, long opened, int shape, CompactOutput out)
      throws IOException {
    long at = standing.atMillis();
    out.count(standing.revision());
    Resolution how = standing.resolution();
    out.count((how == null ? 0L : how.ordinal() + 1L) << STATUS_BITS | standing.status().ordinal());
    Moments.write(at, opened, out);
    if (Flags.has(HAS_DUE, shape)) {
      Moments.write(Objects.requireNonNull(standing.dueMillis()), at, out);
    }
    if (Flags.has(CLOSED_BEFORE, shape)) {
      Moments.write(Objects.requireNonNull(standing.closedMillis()), at, out);
    }
    if (Flags.has(IS_SNOOZED, shape)) {
      Moments.write(Objects.requireNonNull(standing.snoozedUntilMillis()), at, out);
    }
  }

  private static Standing readStanding(long opened, int shape, CompactInput in) throws IOException {
    long revision = in.count();
    int statusAndHow = in.number();
    int how = statusAndHow >>> STATUS_BITS;
    long at = Moments.read(opened, in);
    Long due = Flags.has(HAS_DUE, shape) ? (Long) Moments.read(at, in) : null;
    Long closedThen = Flags.has(CLOSED_THEN, shape) ? (Long) at : null;
    Long closed = Flags.has(CLOSED_BEFORE, shape) ? (Long) Moments.read(at, in) : closedThen;
    return new Standing(
        revision,
        AlertStatus.values()[statusAndHow & STATUS_MASK],
        null,
        "",
        at,
        Flags.has(IS_CALL, shape) ? Severity.CALL : Severity.WATCH,
        how == 0 ? null : Resolution.values()[how - 1],
        due,
        closed,
        Flags.has(IS_SNOOZED, shape) ? (Long) Moments.read(at, in) : null);
  }

  private int shape(Alert alert) {
    Standing standing = alert.standing();
    Long closed = standing.closedMillis();
    boolean closedThen = closed != null && closed == standing.atMillis();
    boolean sameFacts = alert.facts().equals(state.factsKeptOf(alert.severity()));
    return Flags.of(IS_PRIMARY, alert.primary())
        | Flags.of(IS_CALL, alert.severity() == Severity.CALL)
        | Flags.of(HAS_DUE, standing.dueMillis() != null)
        | Flags.of(CLOSED_THEN, closedThen)
        | Flags.of(OTHER_GROUP, !alert.groupId().equals(alert.id()))
        | Flags.of(OTHER_FACTS, !sameFacts)
        | Flags.of(HAS_CONTACT, !alert.contact().equals(Contact.NONE))
        | Flags.of(CLOSED_BEFORE, closed != null && !closedThen)
        | Flags.of(IS_SNOOZED, standing.snoozedUntilMillis() != null)
        | Flags.of(HAS_ASSIGNEE, alert.assignee() != null)
        | Flags.of(HAS_WON_BACK, alert.wonBackTen4() != null)
        | Flags.of(IS_HISTORICAL, alert.historical())
        | Flags.of(IS_HOLDOUT, alert.holdout());
  }

  private CustomerFacts facts(Severity severity) {
    return Objects.requireNonNull(state.factsKeptOf(severity));
  }
}
