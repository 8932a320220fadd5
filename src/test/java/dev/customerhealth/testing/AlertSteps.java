package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.alert.CallNote;
import dev.customerhealth.domain.alert.OutcomeShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.AlertInput;
import dev.customerhealth.operator.AlertNews;
import dev.customerhealth.operator.BudgetCalls;
import dev.customerhealth.operator.PublishOutcomes;
import dev.customerhealth.operator.ReleaseAlerts;
import dev.customerhealth.operator.StartingRules;
import dev.customerhealth.operator.SumOutcomes;
import dev.customerhealth.operator.TrackAlerts;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;

/** From what moves alerts to what is published, each step with its subtasks. */
public final class AlertSteps implements AutoCloseable {

  /** The state of all subtasks of all steps. */
  public record Snapshot(
      OperatorSubtaskState[] lives,
      OperatorSubtaskState[] budgets,
      OperatorSubtaskState[] gates,
      OperatorSubtaskState[] sums,
      OperatorSubtaskState[] outcomes) {

    public static final Snapshot NONE = new Snapshot(null, null, null, null, null);
  }

  private final KeyedSubtasks<AlertInput, AlertNews> lives;
  private final KeyedSubtasks<CallNote, AlertNews> budgets;
  private final KeyedSubtasks<AlertNews, OutputMessage> gates;
  private final KeyedSubtasks<OutcomeShare, OutcomeShare> sums;
  private final KeyedSubtasks<OutcomeShare, OutputMessage> outcomes;
  private final List<OutputMessage> outputs = new ArrayList<>();

  private AlertSteps(StateBackend backend) {
    lives = new KeyedSubtasks<>(AlertInput::customerId, backend);
    budgets = new KeyedSubtasks<>(CallNote::owner, backend);
    gates = new KeyedSubtasks<>(AlertNews::customerId, backend);
    sums = new KeyedSubtasks<>(OutcomeShare::saltedKey, backend);
    outcomes = new KeyedSubtasks<>(OutcomeShare::key, backend);
  }

  public static AlertSteps started(Rules rules) throws Exception {
    return started(rules, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public static AlertSteps started(Rules rules, long alertsFromMillis, long endMillis)
      throws Exception {
    return restored(
        new HashMapStateBackend(), rules, alertsFromMillis, endMillis, 1, Snapshot.NONE);
  }

  /** A job that goes on from a snapshot, possibly at another parallelism. */
  public static AlertSteps restored(
      StateBackend backend,
      Rules rules,
      long alertsFromMillis,
      long endMillis,
      int parallelism,
      Snapshot before)
      throws Exception {
    var steps = new AlertSteps(backend);
    StartingRules start = StartingRules.of(rules, false);
    for (int index = 0; index < parallelism; index++) {
      steps.lives.open(new TrackAlerts(start, alertsFromMillis), parallelism, index, before.lives);
      steps.budgets.open(new BudgetCalls(start, endMillis), parallelism, index, before.budgets);
      steps.gates.open(
          new ReleaseAlerts(start, ScoringSubtask.REPORTS), parallelism, index, before.gates);
      steps.sums.open(new SumOutcomes(start, endMillis), parallelism, index, before.sums);
      steps.outcomes.open(
          new PublishOutcomes(start, ScoringSubtask.REPORTS, endMillis),
          parallelism,
          index,
          before.outcomes);
    }
    return steps;
  }

  /** Rules become known. */
  public void learn(RulesChange change) throws Exception {
    lives.learn(change);
    budgets.learn(change);
    gates.learn(change);
    sums.learn(change);
    outcomes.learn(change);
  }

  /** Rules become known to the steps that decide, but not yet to the last one. */
  public void learnAllButTheGate(RulesChange change) throws Exception {
    lives.learn(change);
    budgets.learn(change);
  }

  /** Rules become known to the last step first. */
  public void learnAtTheGate(RulesChange change) throws Exception {
    gates.learn(change);
  }

  public void arrives(AlertInput input) throws Exception {
    lives.process(input);
    passOn();
  }

  public void timeComesTo(long watermarkMillis) throws Exception {
    lives.timeComesTo(watermarkMillis);
    passOn();
    budgets.timeComesTo(watermarkMillis);
    passOn();
    gates.timeComesTo(watermarkMillis);
    sums.timeComesTo(watermarkMillis);
    passOn();
    outcomes.timeComesTo(watermarkMillis);
    passOn();
  }

  private void passOn() throws Exception {
    for (AlertNews news : lives.takeOutputs()) {
      gates.process(news);
    }
    for (CallNote note : lives.takeSide(TrackAlerts.CALLS)) {
      budgets.process(note);
    }
    for (AlertNews news : budgets.takeOutputs()) {
      gates.process(news);
    }
    for (OutcomeShare share : lives.takeSide(TrackAlerts.OUTCOMES)) {
      sums.process(share);
    }
    for (OutcomeShare share : sums.takeOutputs()) {
      outcomes.process(share);
    }
    outputs.addAll(gates.takeOutputs());
    outputs.addAll(outcomes.takeOutputs());
  }

  public Snapshot snapshot() throws Exception {
    return new Snapshot(
        lives.snapshot(),
        budgets.snapshot(),
        gates.snapshot(),
        sums.snapshot(),
        outcomes.snapshot());
  }

  /** Everything that was published so far. */
  public List<OutputMessage> outputs() {
    return outputs;
  }

  /** Of each step that keeps single alerts: values in state, and timers. */
  public List<Integer> kept() {
    return List.of(
        lives.stateEntries(),
        lives.timers(),
        budgets.stateEntries(),
        budgets.timers(),
        gates.stateEntries(),
        gates.timers());
  }

  @Override
  public void close() throws Exception {
    lives.close();
    budgets.close();
    gates.close();
    sums.close();
    outcomes.close();
  }
}
