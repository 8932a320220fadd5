package dev.customerhealth.operator;

import dev.customerhealth.codec.RulesYaml;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.domain.rules.RulesSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an operator follows: their schedule in broadcast state, the same in every subtask,
 * and what the operator makes of each version, made when it is first asked for.
 *
 * @param <T> what the operator makes of rules
 */
final class RulesInForce<T> {

  private static final MapStateDescriptor<Long, RulesChange> CHANGES =
      new MapStateDescriptor<>("rules", BasicTypeInfo.LONG_TYPE_INFO, Types.RULES_CHANGE);

  /** Which job began the schedule with its own rules: an override happens once, not per restart. */
  private static final MapStateDescriptor<String, String> BEGUN_BY =
      new MapStateDescriptor<>(
          "rules-begun-by", BasicTypeInfo.STRING_TYPE_INFO, BasicTypeInfo.STRING_TYPE_INFO);

  private static final String JOB = "job";

  private final BroadcastState<Long, RulesChange> state;
  private final Function<Rules, T> make;
  private final Map<Long, T> made = new HashMap<>();
  private RulesSchedule schedule;
  private Period<T> period;

  /**
   * One version while it holds.
   *
   * @param fromMillis the first instant, epoch milliseconds
   * @param untilMillis the last instant, inclusive
   */
  record Period<T>(RulesChange rules, T made, long fromMillis, long untilMillis) {

    boolean holds(long millis) {
      return fromMillis <= millis && millis <= untilMillis;
    }
  }

  /** What the state says; where there is none yet, or this job overrides it, the start rules. */
  RulesInForce(OperatorStateStore store, StartingRules start, String jobId, Function<Rules, T> make)
      throws Exception {
    this.state = store.getBroadcastState(CHANGES);
    this.make = make;
    BroadcastState<String, String> begunBy = store.getBroadcastState(BEGUN_BY);
    List<RulesChange> kept = kept();
    if (kept.isEmpty() || start.overrides(begunBy.get(JOB), jobId)) {
      state.clear();
      for (RulesChange change : start.over(kept)) {
        state.put(change.number(), change);
      }
      begunBy.put(JOB, jobId);
    }
    this.schedule = RulesSchedule.of(kept());
    this.period = periodAt(Long.MIN_VALUE);
  }

  private List<RulesChange> kept() throws Exception {
    List<RulesChange> kept = new ArrayList<>();
    state.entries().forEach(entry -> kept.add(entry.getValue()));
    return kept;
  }

  /** A change becomes known; it takes effect when event time comes to it. */
  void add(RulesChange change) throws Exception {
    RulesSchedule next = schedule.plus(change);
    state.put(change.number(), change);
    for (RulesChange known : kept()) {
      if (!next.changes().contains(known)) {
        state.remove(known.number());
        made.remove(known.number());
      }
    }
    schedule = next;
    period = periodAt(period.fromMillis());
  }

  /** The version in force at an instant of event time, epoch milliseconds. */
  Period<T> at(long millis) {
    if (!period.holds(millis)) {
      period = periodAt(millis);
    }
    return period;
  }

  /** What is made of a version; null when it is not known here, or not any more. */
  @Nullable T of(String version) {
    return schedule.changes().stream()
        .filter(change -> !change.shadow() && change.version().equals(version))
        .map(this::made)
        .findFirst()
        .orElse(null);
  }

  /** What is made of every version that is remembered. */
  List<T> all() {
    return schedule.changes().stream().filter(change -> !change.shadow()).map(this::made).toList();
  }

  /** What scores beside it; null for none. */
  @Nullable T shadowAt(long millis) {
    RulesChange shadow = schedule.shadowAt(millis);
    return shadow == null ? null : made(shadow);
  }

  private Period<T> periodAt(long millis) {
    RulesChange rules = schedule.at(millis);
    return new Period<>(
        rules, made(rules), schedule.fromMillis(millis), schedule.untilMillis(millis));
  }

  private T made(RulesChange rules) {
    String yaml = rules.yaml();
    if (yaml == null) {
      throw new IllegalStateException("Without a document: " + rules.version());
    }
    return made.computeIfAbsent(rules.number(), number -> make.apply(RulesYaml.parse(yaml)));
  }
}
