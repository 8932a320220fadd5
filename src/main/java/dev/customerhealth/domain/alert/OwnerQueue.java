package dev.customerhealth.domain.alert;

import dev.customerhealth.domain.alert.DailyBudget.Candidate;
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

  /** Alerts that were released and have not ended: nobody is asked twice. */
  public Set<String> released = new TreeSet<>();

  /** Returns whether the alert is released at once. */
  public boolean note(CallNote note) {
    String id = note.alertId();
    if (!note.isLive()) {
      released.remove(id);
    }
    boolean waits = note.wantsCall() && !released.contains(id);
    if (waits && !note.bypasses()) {
      waiting.put(id, new Candidate(id, note.customerId(), note.valueAtRiskTen4()));
      return false;
    }
    waiting.remove(id);
    if (waits) {
      released.add(id);
    }
    return waits;
  }

  /** The calls of the day that ended; the others are ranked again tomorrow. */
  public List<Candidate> closeDay(DailyBudget budget) {
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
