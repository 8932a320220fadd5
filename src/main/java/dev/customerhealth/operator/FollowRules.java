package dev.customerhealth.operator;

import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import java.util.List;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * A keyed function that follows the rules: what is decided for an instant of event time is decided
 * by the version that holds then. {@link BesideRules} runs it.
 *
 * <p>State, for all keys: {@code rules}, the schedule of the rules, in broadcast state.
 *
 * @param <T> what the function makes of a version
 */
@SuppressWarnings("NullAway.Init") // Flink initializes functions in initializeState.
public abstract class FollowRules<I, O, T>
    extends KeyedBroadcastProcessFunction<String, I, RulesChange, O>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final StartingRules start;
  private transient RulesInForce<T> rules;

  FollowRules(StartingRules start) {
    this.start = start;
  }

  /** Made of a version when it is first asked for. */
  abstract T made(Rules version);

  /** Of the version in force at an instant of event time, epoch milliseconds. */
  final T at(long millis) {
    return rules.at(millis).made();
  }

  /**
   * Of the version that another step decided something by, which may have come to know of it
   * earlier or later; null when it is not known here.
   */
  final @Nullable T of(String version) {
    return rules.of(version);
  }

  /** Of every version that is known. */
  final List<T> all() {
    return rules.all();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    String job = getRuntimeContext().getJobInfo().getJobId().toString();
    rules = new RulesInForce<>(context.getOperatorStateStore(), start, job, this::made);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    // The schedule is written down as it changes.
  }

  @Override
  public final void processBroadcastElement(RulesChange change, Context context, Collector<O> out)
      throws Exception {
    rules.add(change);
  }
}
