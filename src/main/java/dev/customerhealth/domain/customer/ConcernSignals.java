package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.CaseUpdate;
import dev.customerhealth.domain.CustomerEvent;
import dev.customerhealth.domain.EventType;
import dev.customerhealth.domain.Profile;
import dev.customerhealth.domain.alert.AlertEvidence;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.experience.Complaints;
import dev.customerhealth.domain.experience.CueCode;
import dev.customerhealth.domain.experience.Occasion.Intent;
import dev.customerhealth.domain.ledger.CalendarDays;
import dev.customerhealth.domain.score.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What waits for an answer: complaints, public words, and that the customer is leaving. */
final class ConcernSignals {

  private static final double HOUR_MILLIS = 3_600_000;

  private final CalendarDays calendar;

  ConcernSignals(CalendarDays calendar) {
    this.calendar = calendar;
  }

  void tell(SignalTurn turn, @Nullable Heard heard) {
    boolean concerned = turn.told.isConcerned();
    boolean wasAnyLate = turn.told.isAnyLate();
    if (concerned || !turn.customer.experience.cases.isEmpty()) {
      tellComplaints(turn);
    }
    if (heard != null) {
      tellShaming(turn, heard);
      tellIntent(turn, heard);
    }
    if (turn.switches && turn.event == null) {
      tellStaying(turn);
    }
    if (turn.event != null) {
      endShaming(turn);
      tellStaying(turn);
      if (concerned && !turn.told.isConcerned()) {
        turn.tell(SignalKind.RESOLVED, turn.fact("resolved"));
      } else if (wasAnyLate && turn.told.complaints.isEmpty()) {
        // Harsh words stand, but nobody waits.
        turn.tell(SignalKind.CASE_IN_TIME, null, List.of(turn.fact("resolved")), inTimeCause(turn));
      }
    }
  }

  /** One signal for all that begin or miss a limit at one instant. */
  private static void tellComplaints(SignalTurn turn) {
    long now = turn.customer.clockMillis;
    List<AlertEvidence> opened = new ArrayList<>(1);
    List<AlertEvidence> overdue = new ArrayList<>(1);
    List<AlertEvidence> waiting = new ArrayList<>(1);
    boolean wasAnyLate = turn.told.isAnyLate();
    boolean isInTimeByRules = turn.switches;
    Set<String> open = new HashSet<>();
    boolean isMissedNow = false;
    for (Complaints.Open complaint : turn.view.experience.complaints.open(now)) {
      open.add(complaint.caseId());
      Boolean told = turn.told.complaints.get(complaint.caseId());
      boolean wasLate = Boolean.TRUE.equals(told);
      Long missed = complaint.missedMillis();
      AlertEvidence hours = turn.number("hoursOpen", (now - complaint.sinceMillis()) / HOUR_MILLIS);
      if (told == null) {
        opened.add(turn.fact("complaint"));
        turn.told.hurt(complaint.sinceMillis());
      }
      if (missed != null && !wasLate) {
        overdue.add(new AlertEvidence("complaint", null, openedBy(complaint)));
        overdue.add(hours);
        isMissedNow |= missed == now;
      }
      if (missed == null && wasLate) {
        isInTimeByRules &= !mayGiveTime(turn.event, complaint.caseId());
      }
      waiting.add(hours);
      turn.told.complaints.put(complaint.caseId(), missed != null);
    }
    if (turn.event != null) {
      isInTimeByRules = isInTimeByRules && open.containsAll(turn.told.lateComplaints());
      turn.told.complaints.keySet().retainAll(open);
    }
    tellAll(turn, SignalKind.COMPLAINT, opened, cause(turn, EventType.CASE));
    tellAll(turn, SignalKind.CASE_OVERDUE, overdue, missedCause(turn, isMissedNow));
    if (wasAnyLate && !turn.told.isAnyLate()) {
      Cause cause = isInTimeByRules ? Cause.RULES : inTimeCause(turn);
      tellAll(turn, SignalKind.CASE_IN_TIME, waiting, cause);
    }
  }

  /** Named whatever has it miss a limit: it is what is to be answered. */
  private static String openedBy(Complaints.Open complaint) {
    return EventIds.name(EventType.CASE, complaint.openingId());
  }

  /** By a step of the case itself, or by another segment; nothing else does but other rules. */
  private static boolean mayGiveTime(@Nullable CustomerEvent event, String caseId) {
    boolean isOwnStep = event instanceof CaseUpdate step && step.caseId().equals(caseId);
    return isOwnStep || event instanceof Profile;
  }

  /** Any other event only shows that a complaint was forgotten in the meantime. */
  private static Cause inTimeCause(SignalTurn turn) {
    boolean mayGiveTime = turn.event instanceof CaseUpdate || turn.event instanceof Profile;
    return mayGiveTime ? turn.cause() : Cause.TIME;
  }

  private static void tellAll(
      SignalTurn turn, SignalKind kind, List<AlertEvidence> evidence, Cause cause) {
    if (!evidence.isEmpty()) {
      turn.tell(kind, null, evidence, cause);
    }
  }

  /**
   * No event but a step of the case misses a limit, nor do other rules if it is missed at their
   * very instant: that is time's doing.
   */
  private static Cause missedCause(SignalTurn turn, boolean isMissedNow) {
    boolean isOfStep = turn.event != null && turn.event.type() == EventType.CASE;
    return isMissedNow && !isOfStep ? Cause.TIME : cause(turn, EventType.CASE);
  }

  /**
   * @param type of the events that may have brought it about
   */
  private static Cause cause(SignalTurn turn, EventType type) {
    boolean isOfEvent = turn.event != null && turn.event.type() == type;
    return turn.switches && !isOfEvent ? Cause.RULES : turn.cause();
  }

  private static void tellShaming(SignalTurn turn, Heard heard) {
    long at = turn.occurredMillis();
    if (!heard.has(CueCode.PUBLIC_SHAMING)
        || turn.view.experience.complaints.isMadeGood(heard.caseId(), at)) {
      return;
    }
    if (turn.told.shamedMillis == null) {
      turn.tell(SignalKind.SHAMING, turn.fact("shaming"));
    }
    if (turn.told.shamedMillis == null || at > turn.told.shamedMillis) {
      turn.told.shamedMillis = at;
      turn.told.shamedCaseId = heard.caseId();
    }
  }

  private static void endShaming(SignalTurn turn) {
    Signalled told = turn.told;
    Long since = told.shamedMillis;
    if (since != null && turn.view.experience.complaints.isMadeGood(told.shamedCaseId, since)) {
      told.shamedMillis = null;
      told.shamedCaseId = null;
    }
  }

  private void tellIntent(SignalTurn turn, Heard heard) {
    Signalled told = turn.told;
    long at = turn.occurredMillis();
    if (heard.intent() == Intent.STAYING
        && (told.leavingMillis == null || at >= told.leavingMillis)) {
      turn.tell(SignalKind.STAYING, turn.fact("staying"));
      told.leavingMillis = null;
    } else if (heard.isLeaving() && !turn.view.experience.caps.isStayingAfter(at)) {
      boolean isNew = told.leavingMillis == null && purchasesSince(turn, at) < enough(turn);
      if (isNew) {
        turn.tell(SignalKind.LEAVING, turn.fact("leaving"));
      }
      if (isNew || (told.leavingMillis != null && at > told.leavingMillis)) {
        told.leavingMillis = at;
      }
    }
  }

  private void tellStaying(SignalTurn turn) {
    Long since = turn.told.leavingMillis;
    if (since != null && purchasesSince(turn, since) >= enough(turn)) {
      var evidence = List.of(turn.number("purchases", purchasesSince(turn, since)));
      turn.tell(SignalKind.STAYING, null, evidence, cause(turn, EventType.PURCHASE));
      turn.told.leavingMillis = null;
    }
  }

  private int purchasesSince(SignalTurn turn, long millis) {
    return turn.view.purchases(calendar.dayOf(millis), turn.now.day());
  }

  private static int enough(SignalTurn turn) {
    return turn.view.segment.score().caps().leavingEndsAfterPurchases();
  }
}
