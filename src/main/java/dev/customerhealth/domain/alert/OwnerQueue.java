package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.alert.DailyBudget.Candidate;
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
   * only then may they come again without a person. The last note of each, by alert id; only looked
   * up. Empty between days.
   */
  private final Map<String, CallNote> ended = new HashMap<>();

  /** Returns whether the alert is released at once. */
  public boolean note(CallNote note) {
    String id = note.alertId();
    if (!note.isLive()) {
      waiting.remove(id);
      if (released.remove(id) || ended.containsKey(id)) {
        ended.put(id, note);
      }
      return false;
    }
    CallNote last = ended.remove(id);
    if (last != null && note.goesOnFrom(last)) {
      released.add(id);
    }
    boolean asks = note.wantsCall() && !released.contains(id);
    if (asks && !note.bypasses()) {
      waiting.put(id, new Candidate(id, note.customerId(), note.valueAtRiskTen4()));
      return false;
    }
    waiting.remove(id);
    if (note.bypasses()) {
      released.add(id);
    }
    return asks;
  }

  /** The calls of the day that ended; the others are ranked again tomorrow. */
  public List<Candidate> closeDay(DailyBudget budget) {
    ended.clear();
    List<Candidate> calls = budget.decide(waiting.values()).released();
    for (Candidate call : calls) {
      waiting.remove(call.alertId());
      released.add(call.alertId());
    }
    return calls;
  }

  public boolean isEmpty() {
    return waiting.isEmpty() && released.isEmpty();
  }
}
