package dev.customerhealth.domain.customer;

import dev.customerhealth.domain.alert.Signal;
import dev.customerhealth.domain.alert.SignalKind;
import dev.customerhealth.domain.rules.AlertRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Picks the signals that a story can be made of, so that those who put stories together get few.
 * Most customers stay away and come back without anybody having given them a reason: what ends or
 * breaks off a story is worth nothing unless one may have begun.
 *
 * @param picked in {@link Signal#ORDER}
 * @param begunMillis when the newest story may have begun, falling spend aside; {@link
 *     Customer#BEFORE_ALL}: none
 */
public record StorySignals(List<Signal> picked, long begunMillis) {

  /** What begins a story, falling spend aside. */
  private static final Set<SignalKind> BEGINNINGS =
      EnumSet.of(
          SignalKind.POOR_SERVICE,
          SignalKind.LEVEL_FELL,
          SignalKind.COMPLAINT,
          SignalKind.CASE_IN_TIME,
          SignalKind.COMPETITOR);

  /** Falling spend is a story by itself. */
  private static final Set<SignalKind> SPEND =
      EnumSet.of(SignalKind.SPEND_WATCH, SignalKind.SPEND_CALL, SignalKind.SPEND_RECOVERED);

  /** No part of any. */
  private static final Set<SignalKind> OTHERS =
      EnumSet.of(
          SignalKind.LEAVING,
          SignalKind.SHAMING,
          SignalKind.LOST,
          SignalKind.SPEND_EASED,
          SignalKind.OVERDUE_EASED);

  private static final long LONGEST_MILLIS = AlertRules.LONGEST_STORY_DAYS * 86_400_000L;

  /**
   * @param begunMillis as it was before
   * @param told of one customer, all up to some instant that were not asked about before
   */
  public static StorySignals of(long begunMillis, List<Signal> told) {
    long begun = begunMillis;
    var picked = new ArrayList<Signal>(told.size());
    for (Signal signal : told.stream().sorted(Signal.ORDER).toList()) {
      boolean begins = BEGINNINGS.contains(signal.kind());
      begun = begins ? signal.timeMillis() : begun;
      if (begins || canContinue(signal, begun)) {
        picked.add(signal);
      }
      begun = signal.kind() == SignalKind.ERASED ? Customer.BEFORE_ALL : begun;
    }
    return new StorySignals(picked, begun);
  }

  private static boolean canContinue(Signal signal, long begunMillis) {
    if (SPEND.contains(signal.kind()) || signal.kind() == SignalKind.ERASED) {
      return true;
    }
    boolean isBegun =
        begunMillis != Customer.BEFORE_ALL && signal.timeMillis() - begunMillis <= LONGEST_MILLIS;
    return isBegun && !OTHERS.contains(signal.kind());
  }
}
