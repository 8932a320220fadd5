package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.score.Cause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Staying away and coming back. Time only makes it worse; an event ends it when the customer came,
 * or when it shows, late, that there had been nothing to tell; other rules end it when they see
 * nothing to tell.
 */
final class AbsenceSignals {

  private static final Set<EventType> COMING = EnumSet.of(EventType.PURCHASE, EventType.VISIT);

  private AbsenceSignals() {}

  static void tell(SignalTurn turn) {
    Signalled told = turn.told;
    int lastDay = turn.customer.rhythm.lastDay();
    Absence now = worthTelling(turn, turn.view.behaviour.absence(turn.now.outlook()));
    if (told.absence != Absence.NONE && isOver(turn, now, lastDay)) {
      tellReturn(turn, lastDay - told.absentSinceDay);
      told.absence = Absence.NONE;
    }
    if (now.compareTo(told.absence) > 0 && now != Absence.GONE) {
      turn.tell(now.kind(), null, evidence(turn), cause(turn, now));
    } else if (told.absence == Absence.CALL && now == Absence.WATCH && isEased(turn)) {
      turn.tell(SignalKind.OVERDUE_EASED, null, evidence(turn), Cause.RULES);
    }
    if (now.compareTo(told.absence) > 0 || turn.event != null || turn.switches) {
      told.absence = now;
      told.absentSinceDay = lastDay;
    }
  }

  /**
   * Who bought once, and of whom nothing was ever told, has no alert that LOST or a return could
   * end: one such customer in four would be told of in vain.
   */
  private static Absence worthTelling(SignalTurn turn, Absence now) {
    Signalled told = turn.told;
    boolean isGone =
        told.absence == Absence.GONE
            || (told.isUnheard() && turn.found.isEmpty() && turn.customer.rhythm.days() == 1);
    return now == Absence.LOST && isGone ? Absence.GONE : now;
  }

  private static void tellReturn(SignalTurn turn, int away) {
    Signalled told = turn.told;
    if (told.absence == Absence.GONE && told.isUnheard() && turn.found.isEmpty()) {
      return;
    }
    var evidence = List.of(turn.number("daysAway", Math.max(0, away)));
    boolean came = away != 0 && turn.event != null && COMING.contains(turn.event.type());
    turn.tell(SignalKind.RETURNED, null, evidence, came ? turn.cause() : cause(turn));
  }

  /**
   * At a switch, as with spend: other rules, if they see already a day earlier what they see now.
   * Else it is the day that began, as at every midnight.
   */
  private static Cause cause(SignalTurn turn, Absence now) {
    boolean isHurtNow =
        now == Absence.SILENT
            && turn.event != null
            && turn.told.hurtMillis == turn.occurredMillis();
    if (isHurtNow || !turn.isOfRules(COMING)) {
      return turn.cause();
    }
    Absence earlier = turn.view.behaviour.absence(turn.view.on(turn.now.day() - 1));
    return earlier.compareTo(now) >= 0 ? Cause.RULES : Cause.TIME;
  }

  private static Cause cause(SignalTurn turn) {
    return turn.isOfRules(COMING) ? Cause.RULES : turn.cause();
  }

  /** Not by another segment, which is the customer's own. */
  private static boolean isEased(SignalTurn turn) {
    return turn.switches && !(turn.event instanceof Profile);
  }

  private static boolean isOver(SignalTurn turn, Absence now, int lastDay) {
    return (turn.event != null || turn.switches)
        && (lastDay != turn.told.absentSinceDay || turn.told.absence.isEndedBy(now));
  }

  static boolean isNews(HealthView view, Outlook on) {
    return view.behaviour.absence(on).compareTo(view.customer.signalled.absence) > 0;
  }

  private static List<AlertEvidence> evidence(SignalTurn turn) {
    List<AlertEvidence> evidence = new ArrayList<>();
    int day = turn.now.day();
    var cadence = turn.view.cadence;
    if (cadence != null) {
      evidence.add(turn.number("daysSilent", turn.customer.rhythm.silentDays(day)));
      evidence.add(turn.number("gapDays", cadence.gapDays()));
      evidence.add(turn.number("silenceRisk", turn.view.behaviour.silenceRisk(day)));
      evidence.add(turn.number("ownSilenceRisk", turn.now.ownSilenceRisk()));
    }
    return evidence;
  }
}
