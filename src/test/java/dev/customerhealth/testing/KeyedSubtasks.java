package dev.customerhealth.testing;

import dev.customerhealth.domain.rules.RulesChange;
import dev.customerhealth.operator.BesideRules;
import dev.customerhealth.operator.FollowRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** All subtasks of one keyed operator, in Flink's harness. */
final class KeyedSubtasks<I, O> implements AutoCloseable {

  private final List<KeyedTwoInputStreamOperatorTestHarness<String, I, RulesChange, O>> subtasks =
      new ArrayList<>();
  private final KeySelector<I, String> key;
  private final StateBackend backend;

  KeyedSubtasks(KeySelector<I, String> key, StateBackend backend) {
    this.key = key;
    this.backend = backend;
  }

  /**
   * @param before of all subtasks of the job before; null for a new job
   */
  void open(
      FollowRules<I, O, ?> function, int parallelism, int index, OperatorSubtaskState[] before)
      throws Exception {
    var harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new BesideRules<>(function),
            key,
            null,
            BasicTypeInfo.STRING_TYPE_INFO,
            ScoringSubtask.MAX_PARALLELISM,
            parallelism,
            index);
    harness.setStateBackend(backend);
    harness.setup();
    if (before != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              AbstractStreamOperatorTestHarness.repackageState(before),
              ScoringSubtask.MAX_PARALLELISM,
              before.length,
              parallelism,
              index));
    }
    harness.open();
    subtasks.add(harness);
  }

  void process(I input) throws Exception {
    int index =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key.getKey(input), ScoringSubtask.MAX_PARALLELISM, subtasks.size());
    subtasks.get(index).processElement1(new StreamRecord<>(input));
  }

  void timeComesTo(long watermarkMillis) throws Exception {
    for (var subtask : subtasks) {
      subtask.processWatermark1(new Watermark(watermarkMillis));
    }
  }

  /** Rules become known to all of them. */
  void learn(RulesChange change) throws Exception {
    for (var subtask : subtasks) {
      subtask.processElement2(new StreamRecord<>(change));
    }
  }

  /** What was put out since the last time. */
  List<O> takeOutputs() {
    List<O> taken = new ArrayList<>();
    for (var subtask : subtasks) {
      taken.addAll(subtask.extractOutputValues());
      subtask.getOutput().clear();
    }
    return taken;
  }

  /** The same as {@link #takeOutputs}, with its timestamps. */
  List<StreamRecord<? extends O>> takeRecords() {
    List<StreamRecord<? extends O>> taken = new ArrayList<>();
    for (var subtask : subtasks) {
      taken.addAll(subtask.extractOutputStreamRecords());
      subtask.getOutput().clear();
    }
    return taken;
  }

  /** What was put out at the side since the last time. */
  <S> List<S> takeSide(OutputTag<S> tag) {
    List<S> taken = new ArrayList<>();
    for (var subtask : subtasks) {
      var side = subtask.getSideOutput(tag);
      for (var record = side == null ? null : side.poll(); record != null; record = side.poll()) {
        taken.add(record.getValue());
      }
    }
    return taken;
  }

  OperatorSubtaskState[] snapshot() throws Exception {
    var states = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = subtasks.get(i).snapshot(1, 1);
    }
    return states;
  }

  int timers() {
    return subtasks.stream().mapToInt(subtask -> subtask.numEventTimeTimers()).sum();
  }

  int stateEntries() {
    return subtasks.stream().mapToInt(subtask -> subtask.numKeyedStateEntries()).sum();
  }

  @Override
  public void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }
}
