package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.operator.PublishOutcomes;
import dev.customerhealth.operator.StartingRules;
import dev.customerhealth.operator.SumOutcomes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

/** Both steps of the sums of tickets, each with its subtasks, in Flink's harness. */
public final class OutcomeSteps implements AutoCloseable {

  /** The state of all subtasks of both steps. */
  public record Snapshot(OperatorSubtaskState[] sums, OperatorSubtaskState[] published) {}

  private final KeyedSubtasks<OutcomeShare, OutcomeShare> sum =
      new KeyedSubtasks<>(OutcomeShare::saltedKey, new HashMapStateBackend());
  private final KeyedSubtasks<OutcomeShare, OutputMessage> publish =
      new KeyedSubtasks<>(OutcomeShare::key, new HashMapStateBackend());
  private final List<OutcomeShare> partials = new ArrayList<>();
  private final List<OutputMessage> outputs = new ArrayList<>();

  private OutcomeSteps() {}

  public static OutcomeSteps started(long endMillis, int parallelism) throws Exception {
    return restored(endMillis, parallelism, new Snapshot(null, null));
  }

  public static OutcomeSteps restored(long endMillis, int parallelism, Snapshot before)
      throws Exception {
    var steps = new OutcomeSteps();
    StartingRules start = StartingRules.of(ScoringSubtask.RULES, false);
    for (int index = 0; index < parallelism; index++) {
      steps.sum.open(new SumOutcomes(start, endMillis), parallelism, index, before.sums);
      steps.publish.open(
          new PublishOutcomes(start, ScoringSubtask.REPORTS, endMillis),
          parallelism,
          index,
          before.published);
    }
    return steps;
  }

  public void arrives(OutcomeShare share) throws Exception {
    sum.process(share);
  }

  public void timeComesTo(long watermarkMillis) throws Exception {
    sum.timeComesTo(watermarkMillis);
    for (OutcomeShare partial : sum.takeOutputs()) {
      partials.add(partial);
      publish.process(partial);
    }
    publish.timeComesTo(watermarkMillis);
    outputs.addAll(publish.takeOutputs());
  }

  public Snapshot snapshot() throws Exception {
    return new Snapshot(sum.snapshot(), publish.snapshot());
  }

  /** What went from the first step to the second so far. */
  public List<OutcomeShare> partials() {
    return partials;
  }

  public List<OutputMessage> outputs() {
    return outputs;
  }

  /** Values in state, and timers. */
  public int kept() {
    return sum.stateEntries() + sum.timers() + publish.stateEntries() + publish.timers();
  }

  @Override
  public void close() throws Exception {
    sum.close();
    publish.close();
  }
}
