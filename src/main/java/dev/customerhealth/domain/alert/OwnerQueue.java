package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.alert.DailyBudget.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The calls that wait for one owner's budget. Told of every revision that concerns the owner, as
 * {@link AlertTimeline} made it; asked once a day, when the watermark has passed the day's end.
 */
public final class OwnerQueue {

  /** By alert id. */
  public Map<String, Candidate> waiting = new TreeMap<>();

  /** Alerts that were released or taken up and have not ended: nobody is asked twice. */
  public Set<String> released = new TreeSet<>();

  /**
   * Those that were released, and ended or went to another owner on the day that is being decided:
   * only then may they come again without a person. True: to another owner. By alert id, only
   * looked up; empty between days.
   */
  private final Map<String, Boolean> over = new HashMap<>();

  /**
   * What came back from another owner with its place. Whether it was a WATCH there, and had to be
   * released anew, no one knows here: so it is released again, which is no news where it was not.
   * Empty between days.
   */
  private final Map<String, Candidate> back = new TreeMap<>();

  /** Returns whether the alert is released at once. */
  public boolean note(CallNote note) {
    String id = note.alertId();
    if (!note.isLive()) {
      end(note);
      return false;
    }
    Boolean wasElsewhere = over.remove(id);
    if (wasElsewhere != null) {
      released.add(id);
    }
    if (Boolean.TRUE.equals(wasElsewhere)) {
      back.put(id, candidate(note));
    }
    boolean asks = note.wantsCall() && !released.contains(id);
    if (asks && !note.bypasses()) {
      waiting.put(id, candidate(note));
      return false;
    }
    waiting.remove(id);
    if (note.bypasses()) {
      released.add(id);
    }
    return asks;
  }

  private void end(CallNote note) {
    String id = note.alertId();
    waiting.remove(id);
    boolean wasBack = back.remove(id) != null;
    boolean hadPlace = released.remove(id) || over.containsKey(id);
    if (note.wantsCall()) {
      over.remove(id);
    } else if (hadPlace) {
      over.merge(id, wasBack || note.bypasses(), Boolean::logicalOr);
    }
  }

  private static Candidate candidate(CallNote note) {
    return new Candidate(note.alertId(), note.customerId(), note.valueAtRiskTen4());
  }

  /** The calls of the day that ended; the others are ranked again tomorrow. */
  public List<Candidate> closeDay(DailyBudget budget) {
    List<Candidate> calls = new ArrayList<>(back.values());
    for (Candidate call : budget.decide(waiting.values()).released()) {
      waiting.remove(call.alertId());
      released.add(call.alertId());
      calls.add(call);
    }
    over.clear();
    back.clear();
    return calls;
  }

  public boolean isEmpty() {
    return waiting.isEmpty() && released.isEmpty();
  }
}
