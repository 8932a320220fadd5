package dev.customerhealth.testing;

import dev.customerhealth.codec.OutputMessage;
import dev.customerhealth.domain.experience.StandingShare;
import dev.customerhealth.domain.rules.Rules;
import dev.customerhealth.operator.PublishStandings;
import dev.customerhealth.operator.SumStandings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Both steps of the standings, each with its subtasks, in Flink's harness. */
public final class StandingSteps implements AutoCloseable {

  /** The state of all subtasks of both steps. */
  public record Snapshot(OperatorSubtaskState[] sums, OperatorSubtaskState[] published) {}

  private final Step<StandingShare> sum;
  private final Step<OutputMessage> publish;
  private final List<StandingShare> partials = new ArrayList<>();
  private final List<StreamRecord<? extends OutputMessage>> outputs = new ArrayList<>();

  private StandingSteps(Step<StandingShare> sum, Step<OutputMessage> publish) {
    this.sum = sum;
    this.publish = publish;
  }

  /** A new job. */
  public static StandingSteps started(Rules rules, long endMillis, int parallelism)
      throws Exception {
    return restored(
        new HashMapStateBackend(), rules, endMillis, parallelism, new Snapshot(null, null));
  }

  /** A new job whose state goes through its serializers. */
  public static StandingSteps startedOnRocksDb(Rules rules, long endMillis, int parallelism)
      throws Exception {
    return restored(
        new EmbeddedRocksDBStateBackend(), rules, endMillis, parallelism, new Snapshot(null, null));
  }

  /** A job that goes on from a snapshot, possibly at another parallelism. */
  public static StandingSteps restored(
      Rules rules, long endMillis, int parallelism, Snapshot snapshot) throws Exception {
    return restored(new HashMapStateBackend(), rules, endMillis, parallelism, snapshot);
  }

  private static StandingSteps restored(
      StateBackend backend, Rules rules, long endMillis, int parallelism, Snapshot snapshot)
      throws Exception {
    var sum = new Step<StandingShare>(StandingShare::saltedKey, backend);
    var publish = new Step<OutputMessage>(StandingShare::key, backend);
    for (int index = 0; index < parallelism; index++) {
      sum.open(new SumStandings(rules, endMillis), parallelism, index, snapshot.sums);
      publish.open(
          new PublishStandings(rules, ScoringSubtask.REPORTS, endMillis),
          parallelism,
          index,
          snapshot.published);
    }
    return new StandingSteps(sum, publish);
  }

  public void arrives(StandingShare share) throws Exception {
    sum.process(share);
  }

  /** The first step's subtasks pass one after the other, then those of the second. */
  public void timeComesTo(long watermarkMillis) throws Exception {
    for (var subtask : sum.subtasks) {
      subtask.processWatermark(watermarkMillis);
      for (StandingShare partial : subtask.extractOutputValues()) {
        partials.add(partial);
        publish.process(partial);
      }
      subtask.getOutput().clear();
    }
    for (var subtask : publish.subtasks) {
      subtask.processWatermark(watermarkMillis);
      outputs.addAll(subtask.extractOutputStreamRecords());
      subtask.getOutput().clear();
    }
  }

  public Snapshot snapshot() throws Exception {
    return new Snapshot(sum.snapshot(), publish.snapshot());
  }

  /** What went from the first step to the second so far. */
  public List<StandingShare> partials() {
    return partials;
  }

  /** Everything that was put out so far. */
  public List<OutputMessage> outputs() {
    List<OutputMessage> messages = new ArrayList<>();
    outputs.forEach(record -> messages.add(record.getValue()));
    return messages;
  }

  /** The same with its timestamps. */
  public List<StreamRecord<? extends OutputMessage>> stamped() {
    return outputs;
  }

  /** Values in state and timers of the first step. */
  public int keptBySums() {
    return sum.kept();
  }

  /** Values in state and timers of the second step. */
  public int keptByPublished() {
    return publish.kept();
  }

  @Override
  public void close() throws Exception {
    for (var subtask : sum.subtasks) {
      subtask.close();
    }
    for (var subtask : publish.subtasks) {
      subtask.close();
    }
  }

  /** One operator. */
  private static final class Step<OUT> {
    final List<KeyedOneInputStreamOperatorTestHarness<String, StandingShare, OUT>> subtasks =
        new ArrayList<>();
    private final KeySelector<StandingShare, String> key;
    private final StateBackend backend;

    Step(KeySelector<StandingShare, String> key, StateBackend backend) {
      this.key = key;
      this.backend = backend;
    }

    void open(
        KeyedProcessFunction<String, StandingShare, OUT> function,
        int parallelism,
        int index,
        OperatorSubtaskState[] before)
        throws Exception {
      var harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(function),
              key,
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

    void process(StandingShare share) throws Exception {
      int index =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              key.getKey(share), ScoringSubtask.MAX_PARALLELISM, subtasks.size());
      subtasks.get(index).processElement(new StreamRecord<>(share, share.timeMillis()));
    }

    OperatorSubtaskState[] snapshot() throws Exception {
      var states = new OperatorSubtaskState[subtasks.size()];
      for (int i = 0; i < states.length; i++) {
        states[i] = subtasks.get(i).snapshot(1, 1);
      }
      return states;
    }

    int kept() {
      return subtasks.stream()
          .mapToInt(subtask -> subtask.numKeyedStateEntries() + subtask.numEventTimeTimers())
          .sum();
    }
  }
}
