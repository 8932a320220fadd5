package dev.customerhealth.domain.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one customer's alerts; {@link AlertTimeline} writes it. Empty for customers
 * without any, who need no state.
 */
public final class CustomerAlerts {

  /** No such instant. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Before everything. */
  public static final long BEFORE_ALL = Long.MIN_VALUE;

  /** Null: nothing has happened yet. */
  public @Nullable String customerId;

  /** Event time up to which everything is applied, epoch milliseconds. */
  public long clockMillis = BEFORE_ALL;

  /** Whether alerts of this customer are published yet. */
  public boolean wentLive;

  /**
   * The customer refuses that anybody looks at purchases: no ticket that begins now can be told.
   */
  public boolean isUnseen;

  /** As of the newest signal; null between turns where no alert is whole. */
  public @Nullable CustomerFacts facts;

  /**
   * Whole alerts, in the order in which they opened: live ones, LOST ones, those just ended.
   * Between turns each without what its next revision says anew, see {@link Alert#kept}.
   */
  public List<Alert> alerts = new ArrayList<>();

  /** What is left of the others, in the order in which they were put away. */
  public List<AlertStub> stubs = new ArrayList<>();

  /** Until when a reason that a person dealt with stays quiet, epoch milliseconds. */
  public Map<AlertKey, Long> quietUntil = new TreeMap<>();

  /** What is to be told of tickets, in the order in which they began. */
  public List<WinBackTally> tallies = new ArrayList<>();

  /** Nothing that time or an action could touch. */
  public boolean isEmpty() {
    return alerts.isEmpty() && stubs.isEmpty() && quietUntil.isEmpty() && tallies.isEmpty();
  }

  /** Ids of the alerts that are whole or remembered. */
  public List<String> ids() {
    var ids = new ArrayList<String>();
    stubs.forEach(stub -> ids.add(stub.id()));
    alerts.forEach(alert -> ids.add(alert.id()));
    return ids;
  }

  /** What a newer revision of the alert would find of the newest facts. */
  public @Nullable CustomerFacts factsKeptOf(Severity severity) {
    return facts == null ? null : facts.kept(severity == Severity.CALL);
  }

  @Nullable Alert find(String id) {
    return alerts.stream().filter(alert -> alert.id().equals(id)).findFirst().orElse(null);
  }

  boolean remembers(String id) {
    return stubs.stream().anyMatch(stub -> stub.id().equals(id));
  }

  boolean isQuiet(AlertKey key, long nowMillis) {
    Long until = quietUntil.get(key);
    return until != null && nowMillis < until;
  }

  /** The one that lives, or waits for a return. */
  @Nullable Alert openOf(AlertKey key) {
    return alerts.stream()
        .filter(alert -> !alert.status().isEnded() && alert.key().equals(key))
        .findFirst()
        .orElse(null);
  }
}
